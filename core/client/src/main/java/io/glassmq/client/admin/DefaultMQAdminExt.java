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
import io.glassmq.common.message.MessageId;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.common.message.MessageRequestMode;
import io.glassmq.remoting.ChannelEventListener;
import io.glassmq.remoting.RemotingClient;
import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.admin.ConsumeStats;
import io.glassmq.remoting.protocol.admin.TopicOffset;
import io.glassmq.remoting.protocol.admin.TopicStatsTable;
import io.glassmq.remoting.protocol.body.ClusterInfo;
import io.glassmq.remoting.protocol.body.ConsumeMessageDirectlyResult;
import io.glassmq.remoting.protocol.body.ConsumerConnection;
import io.glassmq.remoting.protocol.body.ConsumerRunningInfo;
import io.glassmq.remoting.protocol.body.GroupList;
import io.glassmq.remoting.protocol.body.PopInFlight;
import io.glassmq.remoting.protocol.body.ProducerConnection;
import io.glassmq.remoting.protocol.body.SetMessageRequestModeRequestBody;
import io.glassmq.remoting.protocol.body.SubscriptionGroupWrapper;
import io.glassmq.remoting.protocol.body.TopicList;
import io.glassmq.remoting.protocol.header.ConsumeMessageDirectlyResultRequestHeader;
import io.glassmq.remoting.protocol.header.GetConsumerRunningInfoRequestHeader;
import io.glassmq.remoting.protocol.header.GetConsumerStatusRequestHeader;
import io.glassmq.remoting.protocol.route.BrokerData;
import io.glassmq.remoting.protocol.route.TopicRouteData;
import io.glassmq.remoting.protocol.subscription.SubscriptionGroupConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * An admin: which topics, groups and brokers there are, how to make and change them, how they are
 * doing, how to find a message.
 *
 * <p>Thread-safe between {@link #start} and {@link #shutdown}. Every question throws {@link
 * RemotingException} when no answer came and {@link MQBrokerException} when it was a refusal.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.tools.admin.DefaultMQAdminExt}.
 */
public class DefaultMQAdminExt extends ClientConfig {
  private final RemotingClient remoting;
  private final MQClientAPIImpl api;
  private final GroupAdmin groups;

  public DefaultMQAdminExt() {
    this(ClientParts.defaults());
  }

  public DefaultMQAdminExt(ClientParts parts) {
    this.remoting = parts.remotingClient().apply(ChannelEventListener.NONE);
    this.api = new MQClientAPIImpl(remoting, this);
    this.groups = new GroupAdmin(api);
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

  public void deleteTopicInBroker(Set<String> addrs, String topic)
      throws RemotingException, MQBrokerException, InterruptedException {
    for (String address : addrs) {
      api.admin().deleteTopicInBroker(address, topic);
    }
  }

  /**
   * @param addrs of name servers
   */
  public void deleteTopicInNameServer(Set<String> addrs, String topic)
      throws RemotingException, MQBrokerException, InterruptedException {
    for (String address : addrs) {
      api.admin().deleteTopicInNameServer(address, topic);
    }
  }

  /** Where the queues of a topic begin and end, on all brokers. */
  public TopicStatsTable examineTopicStats(String topic)
      throws RemotingException, MQBrokerException, MQClientException, InterruptedException {
    Map<MessageQueue, TopicOffset> table = new HashMap<>();
    double tps = 0;
    for (String address : GroupAdmin.masters(examineTopicRouteInfo(topic).brokerDatas())) {
      TopicStatsTable one = api.admin().getTopicStatsInfo(address, topic);
      table.putAll(one.offsetTable());
      tps += one.topicPutTps();
    }
    return new TopicStatsTable(table, tps);
  }

  /** Makes a group on one broker, or changes it there. */
  public void createAndUpdateSubscriptionGroupConfig(String addr, SubscriptionGroupConfig config)
      throws RemotingException, MQBrokerException, InterruptedException {
    api.groups().createSubscriptionGroup(addr, config);
  }

  /**
   * @param removeOffset whether the broker forgets how far the group has consumed
   */
  public void deleteSubscriptionGroup(String addr, String groupName, boolean removeOffset)
      throws RemotingException, MQBrokerException, InterruptedException {
    api.groups().deleteSubscriptionGroup(addr, groupName, removeOffset);
  }

  /** The settings of all groups of one broker. */
  public SubscriptionGroupWrapper getAllSubscriptionGroup(String brokerAddr)
      throws RemotingException, MQBrokerException, InterruptedException {
    return api.groups().getAllSubscriptionGroup(brokerAddr);
  }

  /** How far a group is behind, on all brokers. */
  public ConsumeStats examineConsumeStats(String consumerGroup)
      throws RemotingException, MQBrokerException, MQClientException, InterruptedException {
    return examineConsumeStats(consumerGroup, null);
  }

  /**
   * @param topic one topic, or null
   */
  public ConsumeStats examineConsumeStats(String consumerGroup, String topic)
      throws RemotingException, MQBrokerException, MQClientException, InterruptedException {
    return groups.consumeStats(consumerGroup, topic);
  }

  /**
   * The connected members of a group.
   *
   * @throws MQClientException with code 206 if there are none
   */
  public ConsumerConnection examineConsumerConnectionInfo(String consumerGroup)
      throws RemotingException, MQBrokerException, MQClientException, InterruptedException {
    return groups.connections(consumerGroup);
  }

  /** The connected members of a producer group that sends to a topic. */
  public ProducerConnection examineProducerConnectionInfo(String producerGroup, String topic)
      throws RemotingException, MQBrokerException, MQClientException, InterruptedException {
    return api.groups().getProducerConnectionList(anyMasterOf(topic), producerGroup);
  }

  /** The groups that consume a topic or have consumed it. */
  public GroupList queryTopicConsumeByWho(String topic)
      throws RemotingException, MQBrokerException, MQClientException, InterruptedException {
    return api.groups().queryTopicConsumeByWho(anyMasterOf(topic), topic);
  }

  /**
   * How one member of a group is.
   *
   * @param jstack with the stacks of its threads
   */
  public ConsumerRunningInfo getConsumerRunningInfo(
      String consumerGroup, String clientId, boolean jstack)
      throws RemotingException, MQBrokerException, MQClientException, InterruptedException {
    var header = new GetConsumerRunningInfoRequestHeader(consumerGroup, clientId, jstack);
    return api.groups().getConsumerRunningInfo(groups.anyMasterOf(consumerGroup), header);
  }

  /**
   * Has one member of a group consume a message now.
   *
   * @param msgId the offset id
   * @throws IllegalArgumentException if it is none
   */
  public ConsumeMessageDirectlyResult consumeMessageDirectly(
      String consumerGroup, String clientId, String topic, String msgId)
      throws RemotingException, MQBrokerException, InterruptedException {
    var header =
        new ConsumeMessageDirectlyResultRequestHeader(
            consumerGroup, clientId, msgId, null, topic, null, null);
    var broker = MessageId.decode(msgId).address();
    String address = broker.getAddress().getHostAddress() + ":" + broker.getPort();
    return api.groups().consumeMessageDirectly(address, header);
  }

  /** How far the members of a group have consumed a topic, by client id, as they say themselves. */
  public Map<String, Map<MessageQueue, Long>> getConsumeStatus(
      String topic, String group, String clientAddr)
      throws RemotingException, MQBrokerException, MQClientException, InterruptedException {
    var header = new GetConsumerStatusRequestHeader(topic, group, clientAddr);
    return api.groups().invokeBrokerToGetConsumerStatus(anyMasterOf(topic), header);
  }

  /**
   * Sends a group to another time.
   *
   * @param timestamp ms since 1970; -1: the end
   * @param isForce forward, too
   * @return where it goes on
   */
  public Map<MessageQueue, Long> resetOffsetByTimestamp(
      String topic, String group, long timestamp, boolean isForce)
      throws RemotingException, MQBrokerException, MQClientException, InterruptedException {
    return groups.resetOffset(examineTopicRouteInfo(topic), topic, group, timestamp, isForce);
  }

  /**
   * Sets on one broker how a group gets the messages of a topic.
   *
   * @param brokerAddr a broker that has the topic
   * @param popShareQueueNum of how many neighbours a member that pops gets the queues, too; 0 or
   *     less for all queues
   */
  public void setMessageRequestMode(
      String brokerAddr,
      String topic,
      String consumerGroup,
      MessageRequestMode mode,
      int popShareQueueNum,
      long timeoutMillis)
      throws RemotingException, MQBrokerException, InterruptedException {
    var body = new SetMessageRequestModeRequestBody(topic, consumerGroup, mode, popShareQueueNum);
    api.groups().setMessageRequestMode(brokerAddr, body, timeoutMillis);
  }

  /**
   * Which messages a group has popped from one broker and not acknowledged. Ours alone: an official
   * broker refuses the question.
   *
   * @param maxNum of messages in the answer
   */
  public PopInFlight examinePopInFlight(String brokerAddr, String consumerGroup, int maxNum)
      throws RemotingException, MQBrokerException, InterruptedException {
    return api.groups().getPopInFlight(brokerAddr, consumerGroup, maxNum);
  }

  private String anyMasterOf(String topic)
      throws RemotingException, MQBrokerException, MQClientException, InterruptedException {
    return GroupAdmin.masters(examineTopicRouteInfo(topic).brokerDatas()).stream()
        .findFirst()
        .orElseThrow(() -> new MQClientException("No master is known of topic " + topic, null));
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
