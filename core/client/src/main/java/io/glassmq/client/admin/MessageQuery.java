package io.glassmq.client.admin;

import io.glassmq.client.QueryResult;
import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.impl.MQAdminAPI;
import io.glassmq.common.message.MessageConst;
import io.glassmq.common.message.MessageExt;
import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.header.QueryMessageRequestHeader;
import io.glassmq.remoting.protocol.route.BrokerData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One question for messages by key or unique id, put to every broker of a topic. An index knows
 * keys by their hash, and official brokers answer as it says; so each message is asked again
 * whether it has the key.
 *
 * <p>Used by one thread.
 */
record MessageQuery(MQAdminAPI api, QueryMessageRequestHeader header) {
  private static final Logger LOG = LoggerFactory.getLogger(MessageQuery.class);

  /**
   * @throws MQClientException if there is no such message; one broker that answers is enough
   */
  QueryResult ask(List<BrokerData> brokers) throws MQClientException, InterruptedException {
    List<MessageExt> found = new ArrayList<>();
    long indexedUpTo = 0;
    Exception failure = null;
    for (BrokerData broker : brokers) {
      try {
        QueryResult answer = api.queryMessage(addressOf(broker), header);
        indexedUpTo = Math.max(indexedUpTo, answer.getIndexLastUpdateTimestamp());
        answer.getMessageList().stream().filter(this::isWanted).forEach(found::add);
      } catch (RemotingException | MQBrokerException | IllegalArgumentException e) {
        LOG.warn("Broker {} was asked for {}, but has no answer", broker.brokerName(), header, e);
        failure = e;
      }
    }
    if (found.isEmpty()) {
      String rule = "No broker of topic " + header.topic() + " found a message with key ";
      throw new MQClientException(
          ResponseCode.NO_MESSAGE.code(), rule + header.key() + ".", failure);
    }
    return new QueryResult(indexedUpTo, found);
  }

  /** The master's, or that of any slave. */
  private static String addressOf(BrokerData broker) throws RemotingException {
    return broker.masterAddr() != null
        ? broker.masterAddr()
        : broker.brokerAddrs().values().stream()
            .findFirst()
            .orElseThrow(() -> new RemotingException("No address of " + broker + " is known"));
  }

  private boolean isWanted(MessageExt message) {
    if (QueryMessageRequestHeader.BY_UNIQUE_KEY.equals(header.indexType())) {
      return header.key().equals(message.getMsgId());
    }
    return header.topic().equals(message.getTopic())
        && message.getKeys() != null
        && Arrays.asList(message.getKeys().split(MessageConst.KEY_SEPARATOR))
            .contains(header.key());
  }
}
