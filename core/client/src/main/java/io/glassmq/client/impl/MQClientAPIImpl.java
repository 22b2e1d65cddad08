package io.glassmq.client.impl;

import io.glassmq.client.ClientConfig;
import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.RemotingClient;
import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.body.LockBatchRequestBody;
import io.glassmq.remoting.protocol.body.LockBatchResponseBody;
import io.glassmq.remoting.protocol.body.UnlockBatchRequestBody;
import io.glassmq.remoting.protocol.header.ConsumerSendMsgBackRequestHeader;
import io.glassmq.remoting.protocol.header.GetConsumerListByGroupRequestHeader;
import io.glassmq.remoting.protocol.header.GetConsumerListByGroupResponseBody;
import io.glassmq.remoting.protocol.header.GetEarliestMsgStoretimeRequestHeader;
import io.glassmq.remoting.protocol.header.GetEarliestMsgStoretimeResponseHeader;
import io.glassmq.remoting.protocol.header.GetMaxOffsetRequestHeader;
import io.glassmq.remoting.protocol.header.GetMaxOffsetResponseHeader;
import io.glassmq.remoting.protocol.header.GetMinOffsetRequestHeader;
import io.glassmq.remoting.protocol.header.GetMinOffsetResponseHeader;
import io.glassmq.remoting.protocol.header.HeartbeatRequestHeader;
import io.glassmq.remoting.protocol.header.PullMessageRequestHeader;
import io.glassmq.remoting.protocol.header.QueryConsumerOffsetRequestHeader;
import io.glassmq.remoting.protocol.header.QueryConsumerOffsetResponseHeader;
import io.glassmq.remoting.protocol.header.SearchOffsetRequestHeader;
import io.glassmq.remoting.protocol.header.SearchOffsetResponseHeader;
import io.glassmq.remoting.protocol.header.UnregisterClientRequestHeader;
import io.glassmq.remoting.protocol.header.UpdateConsumerOffsetRequestHeader;
import io.glassmq.remoting.protocol.header.namesrv.GetRouteInfoRequestHeader;
import io.glassmq.remoting.protocol.heartbeat.HeartbeatData;
import io.glassmq.remoting.protocol.route.TopicRouteData;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * What a client can ask of name servers and brokers, each question a method with types.
 *
 * <p>Thread-safe. Every call throws {@link RemotingException} when no answer came and {@link
 * MQBrokerException} when the answer was a refusal. Time-outs are in milliseconds. Official
 * counterpart: {@code org.apache.rocketmq.client.impl.MQClientAPIImpl}.
 */
public final class MQClientAPIImpl {
  private final ServerCalls calls;
  private final RemotingClient remoting;
  private final ClientConfig config;

  /**
   * @param config tells the time-out of every call that is given none of its own
   */
  public MQClientAPIImpl(RemotingClient remoting, ClientConfig config) {
    this.calls = new ServerCalls(remoting, config);
    this.remoting = remoting;
    this.config = config;
  }

  /** The questions of administrators. */
  public MQAdminAPI admin() {
    return new MQAdminAPI(calls);
  }

  /** The questions of administrators about groups. */
  public MQGroupAPI groups() {
    return new MQGroupAPI(calls);
  }

  /**
   * The questions of those who consume without owning queues.
   *
   * @param callbacks reads what was popped
   */
  public MQPopAPI pop(Executor callbacks) {
    return new MQPopAPI(calls, callbacks);
  }

  /** Where a topic lives; empty when the name server does not know it. */
  public Optional<TopicRouteData> getTopicRoute(String topic)
      throws RemotingException, MQBrokerException, InterruptedException {
    var header = new GetRouteInfoRequestHeader(topic, true);
    var response =
        calls.invoke(ServerCalls.NAME_SERVER, RequestCode.GET_ROUTEINFO_BY_TOPIC, header);
    if (response.responseCode() == ResponseCode.TOPIC_NOT_EXIST) {
      return Optional.empty();
    }
    return Optional.of(
        ServerCalls.body(
            ServerCalls.successful(ServerCalls.NAME_SERVER, response), TopicRouteData.class));
  }

  public void sendHeartbeat(String address, HeartbeatData heartbeat)
      throws RemotingException, MQBrokerException, InterruptedException {
    var request =
        RemotingCommand.createRequest(RequestCode.HEART_BEAT, new HeartbeatRequestHeader())
            .body(RemotingSerializable.encode(heartbeat));
    ServerCalls.successful(
        address, remoting.invokeSync(address, request, config.getMqClientApiTimeout()));
  }

  /**
   * @param producerGroup to leave, or null
   * @param consumerGroup to leave, or null
   */
  public void unregisterClient(
      String address, String clientId, String producerGroup, String consumerGroup)
      throws RemotingException, MQBrokerException, InterruptedException {
    var header = new UnregisterClientRequestHeader(clientId, producerGroup, consumerGroup);
    calls.call(address, RequestCode.UNREGISTER_CLIENT, header);
  }

  /** The client ids of all members of a group that the broker knows to be alive. */
  public List<String> getConsumerIdListByGroup(String address, String group)
      throws RemotingException, MQBrokerException, InterruptedException {
    var header = new GetConsumerListByGroupRequestHeader(group);
    var response = calls.call(address, RequestCode.GET_CONSUMER_LIST_BY_GROUP, header);
    var ids = ServerCalls.body(response, GetConsumerListByGroupResponseBody.class).consumerIdList();
    return ids == null ? List.of() : ids;
  }

  /** What the group has consumed of a queue; empty when the broker has no record of it. */
  public OptionalLong queryConsumerOffset(String address, String group, MessageQueue queue)
      throws RemotingException, MQBrokerException, InterruptedException {
    var header =
        new QueryConsumerOffsetRequestHeader(group, queue.getTopic(), queue.getQueueId(), null);
    var response = calls.invoke(address, RequestCode.QUERY_CONSUMER_OFFSET, header);
    if (response.responseCode() == ResponseCode.QUERY_NOT_FOUND) {
      return OptionalLong.empty();
    }
    var answer = ServerCalls.successful(address, response);
    return OptionalLong.of(answer.decodeHeader(QueryConsumerOffsetResponseHeader.class).offset());
  }

  public void updateConsumerOffset(String address, String group, MessageQueue queue, long offset)
      throws RemotingException, MQBrokerException, InterruptedException {
    calls.call(address, RequestCode.UPDATE_CONSUMER_OFFSET, update(group, queue, offset));
  }

  public void updateConsumerOffsetOneway(
      String address, String group, MessageQueue queue, long offset)
      throws RemotingException, InterruptedException {
    var request =
        RemotingCommand.createRequest(
            RequestCode.UPDATE_CONSUMER_OFFSET, update(group, queue, offset));
    remoting.invokeOneway(address, request.markOneway(), config.getMqClientApiTimeout());
  }

  private static UpdateConsumerOffsetRequestHeader update(
      String group, MessageQueue queue, long offset) {
    return new UpdateConsumerOffsetRequestHeader(
        group, queue.getTopic(), queue.getQueueId(), offset);
  }

  /** The offset that the next message of a queue will get. */
  public long getMaxOffset(String address, MessageQueue queue)
      throws RemotingException, MQBrokerException, InterruptedException {
    return getMaxOffset(address, queue, config.getMqClientApiTimeout());
  }

  public long getMaxOffset(String address, MessageQueue queue, long timeoutMillis)
      throws RemotingException, MQBrokerException, InterruptedException {
    var header = new GetMaxOffsetRequestHeader(queue.getTopic(), queue.getQueueId(), null);
    var request = RemotingCommand.createRequest(RequestCode.GET_MAX_OFFSET, header);
    return ServerCalls.successful(address, remoting.invokeSync(address, request, timeoutMillis))
        .decodeHeader(GetMaxOffsetResponseHeader.class)
        .offset();
  }

  /** The offset of the oldest message of a queue. */
  public long getMinOffset(String address, MessageQueue queue)
      throws RemotingException, MQBrokerException, InterruptedException {
    var header = new GetMinOffsetRequestHeader(queue.getTopic(), queue.getQueueId());
    return calls
        .call(address, RequestCode.GET_MIN_OFFSET, header)
        .decodeHeader(GetMinOffsetResponseHeader.class)
        .offset();
  }

  /** When the oldest message of a queue was stored, ms since 1970. */
  public long getEarliestMsgStoretime(String address, MessageQueue queue)
      throws RemotingException, MQBrokerException, InterruptedException {
    var header = new GetEarliestMsgStoretimeRequestHeader(queue.getTopic(), queue.getQueueId());
    return calls
        .call(address, RequestCode.GET_EARLIEST_MSG_STORETIME, header)
        .decodeHeader(GetEarliestMsgStoretimeResponseHeader.class)
        .timestamp();
  }

  /** The offset of the first message stored at {@code timestamp} (ms since 1970) or later. */
  public long searchOffset(String address, MessageQueue queue, long timestamp)
      throws RemotingException, MQBrokerException, InterruptedException {
    var header =
        new SearchOffsetRequestHeader(queue.getTopic(), queue.getQueueId(), timestamp, null);
    return calls
        .call(address, RequestCode.SEARCH_OFFSET_BY_TIMESTAMP, header)
        .decodeHeader(SearchOffsetResponseHeader.class)
        .offset();
  }

  /** Gives a message back that a group could not consume. */
  public void consumerSendMessageBack(
      String address, ConsumerSendMsgBackRequestHeader header, long timeoutMillis)
      throws RemotingException, MQBrokerException, InterruptedException {
    var request = RemotingCommand.createRequest(RequestCode.CONSUMER_SEND_MSG_BACK, header);
    ServerCalls.successful(address, remoting.invokeSync(address, request, timeoutMillis));
  }

  /**
   * Asks for queues, to consume them alone in the group.
   *
   * @return those that are ours now
   */
  public Set<MessageQueue> lockBatchMQ(
      String address, LockBatchRequestBody body, long timeoutMillis)
      throws RemotingException, MQBrokerException, InterruptedException {
    var request =
        RemotingCommand.createRequest(RequestCode.LOCK_BATCH_MQ)
            .body(RemotingSerializable.encode(body));
    var response = remoting.invokeSync(address, request, timeoutMillis);
    return ServerCalls.body(ServerCalls.successful(address, response), LockBatchResponseBody.class)
        .lockOKMQSet();
  }

  /** Gives queues back that were locked, and waits until the broker has them. */
  public void unlockBatchMQ(String address, UnlockBatchRequestBody body, long timeoutMillis)
      throws RemotingException, MQBrokerException, InterruptedException {
    ServerCalls.successful(address, remoting.invokeSync(address, unlock(body), timeoutMillis));
  }

  public void unlockBatchMQOneway(String address, UnlockBatchRequestBody body, long timeoutMillis)
      throws RemotingException, InterruptedException {
    remoting.invokeOneway(address, unlock(body).markOneway(), timeoutMillis);
  }

  private static RemotingCommand unlock(UnlockBatchRequestBody body) {
    return RemotingCommand.createRequest(RequestCode.UNLOCK_BATCH_MQ)
        .body(RemotingSerializable.encode(body));
  }

  /**
   * Asks for messages; whatever the broker says, the answer comes as it is.
   *
   * @param code the broker counts push and lite pull consumers apart
   */
  public CompletableFuture<RemotingCommand> pullMessage(
      String address, RequestCode code, PullMessageRequestHeader header, long timeoutMillis) {
    var request = RemotingCommand.createRequest(code, header);
    return remoting.invokeAsync(address, request, timeoutMillis);
  }

  /** Sends a message; whatever the broker says, the answer comes as it is. */
  public RemotingCommand sendMessage(String address, RemotingCommand request, long timeoutMillis)
      throws RemotingException, InterruptedException {
    return remoting.invokeSync(address, request, timeoutMillis);
  }

  public CompletableFuture<RemotingCommand> sendMessageAsync(
      String address, RemotingCommand request, long timeoutMillis) {
    return remoting.invokeAsync(address, request, timeoutMillis);
  }

  public void sendMessageOneway(String address, RemotingCommand request, long timeoutMillis)
      throws RemotingException, InterruptedException {
    remoting.invokeOneway(address, request.markOneway(), timeoutMillis);
  }
}
