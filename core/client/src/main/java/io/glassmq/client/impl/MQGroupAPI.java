package io.glassmq.client.impl;

import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.protocol.CommandCustomHeader;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.admin.ConsumeStats;
import io.glassmq.remoting.protocol.body.ConsumeMessageDirectlyResult;
import io.glassmq.remoting.protocol.body.ConsumerConnection;
import io.glassmq.remoting.protocol.body.ConsumerRunningInfo;
import io.glassmq.remoting.protocol.body.GetConsumerStatusBody;
import io.glassmq.remoting.protocol.body.GroupList;
import io.glassmq.remoting.protocol.body.PopInFlight;
import io.glassmq.remoting.protocol.body.ProducerConnection;
import io.glassmq.remoting.protocol.body.ResetOffsetBody;
import io.glassmq.remoting.protocol.body.SetMessageRequestModeRequestBody;
import io.glassmq.remoting.protocol.body.SubscriptionGroupWrapper;
import io.glassmq.remoting.protocol.header.CloneGroupOffsetRequestHeader;
import io.glassmq.remoting.protocol.header.ConsumeMessageDirectlyResultRequestHeader;
import io.glassmq.remoting.protocol.header.DeleteSubscriptionGroupRequestHeader;
import io.glassmq.remoting.protocol.header.GetConsumeStatsRequestHeader;
import io.glassmq.remoting.protocol.header.GetConsumerConnectionListRequestHeader;
import io.glassmq.remoting.protocol.header.GetConsumerRunningInfoRequestHeader;
import io.glassmq.remoting.protocol.header.GetConsumerStatusRequestHeader;
import io.glassmq.remoting.protocol.header.GetPopInFlightRequestHeader;
import io.glassmq.remoting.protocol.header.GetProducerConnectionListRequestHeader;
import io.glassmq.remoting.protocol.header.QueryTopicConsumeByWhoRequestHeader;
import io.glassmq.remoting.protocol.header.ResetOffsetRequestHeader;
import io.glassmq.remoting.protocol.subscription.SubscriptionGroupConfig;
import java.util.Map;

/**
 * What an administrator can ask a broker about groups and their members, each question a method
 * with types.
 *
 * <p>Thread-safe; throws what {@link MQClientAPIImpl} throws. Official counterpart: {@code
 * org.apache.rocketmq.client.impl.MQClientAPIImpl}, which has these methods too.
 */
public final class MQGroupAPI {
  private final ServerCalls calls;

  MQGroupAPI(ServerCalls calls) {
    this.calls = calls;
  }

  public void createSubscriptionGroup(String address, SubscriptionGroupConfig group)
      throws RemotingException, MQBrokerException, InterruptedException {
    var code = RequestCode.UPDATE_AND_CREATE_SUBSCRIPTIONGROUP;
    var request = RemotingCommand.createRequest(code).body(RemotingSerializable.encode(group));
    ServerCalls.successful(address, calls.invoke(address, request));
  }

  /**
   * Which messages a group has popped and not acknowledged. A question of our own: an official
   * broker refuses it.
   *
   * @param maxNum of messages in the answer
   */
  public PopInFlight getPopInFlight(String address, String group, int maxNum)
      throws RemotingException, MQBrokerException, InterruptedException {
    var header = new GetPopInFlightRequestHeader(group, maxNum);
    RemotingCommand answer = calls.call(address, RequestCode.GET_POP_IN_FLIGHT, header);
    return RemotingSerializable.decode(answer.body(), PopInFlight.class);
  }

  /**
   * @param cleanOffset whether the broker forgets how far the group has consumed
   */
  public void deleteSubscriptionGroup(String address, String group, boolean cleanOffset)
      throws RemotingException, MQBrokerException, InterruptedException {
    var header = new DeleteSubscriptionGroupRequestHeader(group, cleanOffset);
    calls.call(address, RequestCode.DELETE_SUBSCRIPTIONGROUP, header);
  }

  public SubscriptionGroupWrapper getAllSubscriptionGroup(String address)
      throws RemotingException, MQBrokerException, InterruptedException {
    return ask(
        address,
        RequestCode.GET_ALL_SUBSCRIPTIONGROUP_CONFIG,
        null,
        SubscriptionGroupWrapper.class);
  }

  /**
   * @param topic one topic, or null
   */
  public ConsumeStats getConsumeStats(String address, String group, String topic)
      throws RemotingException, MQBrokerException, InterruptedException {
    var header = new GetConsumeStatsRequestHeader(group, topic, null);
    return ask(address, RequestCode.GET_CONSUME_STATS, header, ConsumeStats.class);
  }

  public ConsumerConnection getConsumerConnectionList(String address, String group)
      throws RemotingException, MQBrokerException, InterruptedException {
    return ask(
        address,
        RequestCode.GET_CONSUMER_CONNECTION_LIST,
        new GetConsumerConnectionListRequestHeader(group),
        ConsumerConnection.class);
  }

  public ProducerConnection getProducerConnectionList(String address, String group)
      throws RemotingException, MQBrokerException, InterruptedException {
    return ask(
        address,
        RequestCode.GET_PRODUCER_CONNECTION_LIST,
        new GetProducerConnectionListRequestHeader(group),
        ProducerConnection.class);
  }

  public ConsumerRunningInfo getConsumerRunningInfo(
      String address, GetConsumerRunningInfoRequestHeader header)
      throws RemotingException, MQBrokerException, InterruptedException {
    return ask(address, RequestCode.GET_CONSUMER_RUNNING_INFO, header, ConsumerRunningInfo.class);
  }

  public ConsumeMessageDirectlyResult consumeMessageDirectly(
      String address, ConsumeMessageDirectlyResultRequestHeader header)
      throws RemotingException, MQBrokerException, InterruptedException {
    return ask(
        address, RequestCode.CONSUME_MESSAGE_DIRECTLY, header, ConsumeMessageDirectlyResult.class);
  }

  /** Sends a group elsewhere; answers where. */
  public Map<MessageQueue, Long> invokeBrokerToResetOffset(
      String address, ResetOffsetRequestHeader header)
      throws RemotingException, MQBrokerException, InterruptedException {
    return ask(address, RequestCode.INVOKE_BROKER_TO_RESET_OFFSET, header, ResetOffsetBody.class)
        .offsetTable();
  }

  /** How far the members of a group have consumed, by client id. */
  public Map<String, Map<MessageQueue, Long>> invokeBrokerToGetConsumerStatus(
      String address, GetConsumerStatusRequestHeader header)
      throws RemotingException, MQBrokerException, InterruptedException {
    return ask(
            address,
            RequestCode.INVOKE_BROKER_TO_GET_CONSUMER_STATUS,
            header,
            GetConsumerStatusBody.class)
        .consumerTable();
  }

  public GroupList queryTopicConsumeByWho(String address, String topic)
      throws RemotingException, MQBrokerException, InterruptedException {
    return ask(
        address,
        RequestCode.QUERY_TOPIC_CONSUME_BY_WHO,
        new QueryTopicConsumeByWhoRequestHeader(topic),
        GroupList.class);
  }

  /** Sets how a group gets the messages of a topic. */
  public void setMessageRequestMode(
      String address, SetMessageRequestModeRequestBody mode, long timeoutMillis)
      throws RemotingException, MQBrokerException, InterruptedException {
    var code = RequestCode.SET_MESSAGE_REQUEST_MODE;
    var request = RemotingCommand.createRequest(code).body(RemotingSerializable.encode(mode));
    ServerCalls.successful(address, calls.remoting().invokeSync(address, request, timeoutMillis));
  }

  public void cloneGroupOffset(String address, CloneGroupOffsetRequestHeader header)
      throws RemotingException, MQBrokerException, InterruptedException {
    calls.call(address, RequestCode.CLONE_GROUP_OFFSET, header);
  }

  private <T> T ask(String address, RequestCode code, CommandCustomHeader header, Class<T> type)
      throws RemotingException, MQBrokerException, InterruptedException {
    return ServerCalls.body(calls.call(address, code, header), type);
  }
}
