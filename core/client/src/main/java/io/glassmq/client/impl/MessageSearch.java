package io.glassmq.client.impl;

import io.glassmq.client.QueryResult;
import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.common.message.MessageConst;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageId;
import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.header.QueryMessageRequestHeader;
import io.glassmq.remoting.protocol.route.BrokerData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for messages of a topic, by key, by unique id or by offset id. An index knows keys by their
 * hash, and official brokers answer as it says; so each message is asked again whether it has the
 * key.
 *
 * @param brokers that have the topic
 */
public record MessageSearch(MQAdminAPI api, String topic, List<BrokerData> brokers) {
  private static final Logger LOG = LoggerFactory.getLogger(MessageSearch.class);

  /**
   * The newest messages that have a key, stored in a span of time.
   *
   * @param maxNum from each broker, which may give fewer
   * @param begin ms since 1970
   * @param end ms since 1970
   * @throws MQClientException if there is no such message
   */
  public QueryResult byKey(String key, int maxNum, long begin, long end)
      throws MQClientException, InterruptedException {
    return ask(
        new QueryMessageRequestHeader(
            topic, key, maxNum, begin, end, QueryMessageRequestHeader.BY_KEY));
  }

  /**
   * One message by its offset id or by its unique id, which look alike: an offset id begins with
   * the address of a broker of the topic.
   *
   * @throws MQClientException if there is no such message
   */
  public MessageExt byId(String msgId)
      throws RemotingException, MQBrokerException, InterruptedException, MQClientException {
    Optional<MessageId> offsetId = offsetId(msgId);
    if (offsetId.isPresent()) {
      String address = addressIn(offsetId.get());
      if (brokers.stream().anyMatch(broker -> broker.brokerAddrs().containsValue(address))) {
        return api.viewMessage(address, topic, offsetId.get().offset());
      }
    }
    return ask(new QueryMessageRequestHeader(
            topic, msgId, 1, 0, Long.MAX_VALUE, QueryMessageRequestHeader.BY_UNIQUE_KEY))
        .getMessageList()
        .get(0);
  }

  private static Optional<MessageId> offsetId(String msgId) {
    try {
      return Optional.of(MessageId.decode(msgId));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // every id may be asked for
    }
  }

  private static String addressIn(MessageId id) {
    return id.address().getAddress().getHostAddress() + ":" + id.address().getPort();
  }

  /** One broker that answers is enough. */
  private QueryResult ask(QueryMessageRequestHeader header)
      throws MQClientException, InterruptedException {
    List<MessageExt> found = new ArrayList<>();
    long indexedUpTo = 0;
    Exception failure = null;
    for (BrokerData broker : brokers) {
      try {
        QueryResult answer = api.queryMessage(addressOf(broker), header);
        indexedUpTo = Math.max(indexedUpTo, answer.getIndexLastUpdateTimestamp());
        answer.getMessageList().stream().filter(it -> isWanted(it, header)).forEach(found::add);
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

  private static boolean isWanted(MessageExt message, QueryMessageRequestHeader header) {
    if (QueryMessageRequestHeader.BY_UNIQUE_KEY.equals(header.indexType())) {
      return header.key().equals(message.getMsgId());
    }
    return header.topic().equals(message.getTopic())
        && message.getKeys() != null
        && Arrays.asList(message.getKeys().split(MessageConst.KEY_SEPARATOR))
            .contains(header.key());
  }
}
