package io.glassmq.client.admin;

import io.glassmq.client.ClientConfig;
import io.glassmq.client.ClientParts;
import io.glassmq.client.QueryResult;
import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.impl.MQClientAPIImpl;
import io.glassmq.client.impl.MessageSearch;
import io.glassmq.common.TopicConfig;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.RemotingClient;
import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.body.ClusterInfo;
import io.glassmq.remoting.protocol.body.TopicList;
import io.glassmq.remoting.protocol.route.BrokerData;
import io.glassmq.remoting.protocol.route.TopicRouteData;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A small admin: which topics and brokers there are, how to make a topic, how to find a message.
 *
 * <p>Thread-safe between {@link #start} and {@link #shutdown}. Every question throws {@link
 * RemotingException} when no answer came and {@link MQBrokerException} when it was a refusal.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.tools.admin.DefaultMQAdminExt}.
 */
public class DefaultMQAdminExt extends ClientConfig {
  private final RemotingClient remoting;
  private final MQClientAPIImpl api;

  public DefaultMQAdminExt() {
    this(ClientParts.defaults());
  }

  public DefaultMQAdminExt(ClientParts parts) {
    this.remoting = parts.remotingClient().get();
    this.api = new MQClientAPIImpl(remoting, this);
  }

  /**
   * @throws MQClientException if no name server is set
   */
  public void start() throws MQClientException {
    if (nameServers().isEmpty()) {
      throw new MQClientException(
          MQClientException.NO_NAME_SERVER_EXCEPTION, "No name server: call setNamesrvAddr first.");
    }
    remoting.updateNameServerAddressList(nameServers());
    remoting.start();
  }

  public void shutdown() {
    remoting.shutdown();
  }

  public ClusterInfo examineBrokerClusterInfo()
      throws RemotingException, MQBrokerException, InterruptedException {
    return api.admin().getClusterInfo();
  }

  public TopicList fetchAllTopicList()
      throws RemotingException, MQBrokerException, InterruptedException {
    return api.admin().getTopicList();
  }

  /**
   * @throws MQClientException if there is no such topic
   */
  public TopicRouteData examineTopicRouteInfo(String topic)
      throws RemotingException, MQBrokerException, MQClientException, InterruptedException {
    return api.getTopicRoute(topic)
        .orElseThrow(
            () ->
                new MQClientException(
                    ResponseCode.TOPIC_NOT_EXIST.code(), "There is no topic " + topic + "."));
  }

  /** Makes a topic on one broker, or changes it there. */
  public void createAndUpdateTopicConfig(String addr, TopicConfig config)
      throws RemotingException, MQBrokerException, InterruptedException {
    api.admin().createTopic(addr, config);
  }

  /**
   * Makes a topic on every broker that has a master, or changes it there.
   *
   * @return the names of these brokers, sorted
   */
  public Set<String> createAndUpdateTopicConfig(TopicConfig config)
      throws RemotingException, MQBrokerException, InterruptedException {
    Set<String> names = new TreeSet<>();
    for (BrokerData broker : api.admin().getClusterInfo().brokerAddrTable().values()) {
      if (broker.masterAddr() != null) {
        api.admin().createTopic(broker.masterAddr(), config);
        names.add(broker.brokerName());
      }
    }
    return names;
  }

  /** The offset that the next message of a queue will get. */
  public long maxOffset(MessageQueue mq)
      throws RemotingException, MQBrokerException, MQClientException, InterruptedException {
    return api.getMaxOffset(masterOf(mq), mq);
  }

  /** The offset of the oldest message of a queue. */
  public long minOffset(MessageQueue mq)
      throws RemotingException, MQBrokerException, MQClientException, InterruptedException {
    return api.getMinOffset(masterOf(mq), mq);
  }

  /**
   * The newest messages of a topic that have a key, stored in a span of time.
   *
   * @param maxNum from each broker, which may give fewer
   * @param begin ms since 1970
   * @param end ms since 1970
   * @throws MQClientException if there is no such topic or no such message
   */
  public QueryResult queryMessage(String topic, String key, int maxNum, long begin, long end)
      throws MQClientException, InterruptedException {
    return search(topic).byKey(key, maxNum, begin, end);
  }

  private MessageSearch search(String topic) throws MQClientException, InterruptedException {
    return new MessageSearch(api.admin(), topic, brokersOf(topic));
  }

  private List<BrokerData> brokersOf(String topic) throws MQClientException, InterruptedException {
    try {
      return examineTopicRouteInfo(topic).brokerDatas();
    } catch (RemotingException | MQBrokerException e) {
      throw new MQClientException("No name server said where topic " + topic + " lives.", e);
    }
  }

  /**
   * One message by its offset id or by its unique id, which look alike: an offset id begins with
   * the address of a broker of the topic.
   *
   * @throws MQClientException if there is no such topic or no such message
   */
  public MessageExt viewMessage(String topic, String msgId)
      throws RemotingException, MQBrokerException, InterruptedException, MQClientException {
    return search(topic).byId(msgId);
  }

  private String masterOf(MessageQueue mq)
      throws RemotingException, MQBrokerException, MQClientException, InterruptedException {
    for (BrokerData broker : examineTopicRouteInfo(mq.getTopic()).brokerDatas()) {
      if (broker.brokerName().equals(mq.getBrokerName()) && broker.masterAddr() != null) {
        return broker.masterAddr();
      }
    }
    throw new MQClientException("No master is known of the broker of " + mq, null);
  }
}
