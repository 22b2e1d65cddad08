package io.glassmq.client.fake;

import io.glassmq.client.ClientParts;
import io.glassmq.common.Clock;
import io.glassmq.common.message.MessageConst;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageProperties;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.common.sysflag.PullSysFlag;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.remoting.ChannelEventListener;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.body.LockBatchRequestBody;
import io.glassmq.remoting.protocol.body.UnlockBatchRequestBody;
import io.glassmq.remoting.protocol.header.ConsumerSendMsgBackRequestHeader;
import io.glassmq.remoting.protocol.header.GetConsumerListByGroupRequestHeader;
import io.glassmq.remoting.protocol.header.GetConsumerListByGroupResponseBody;
import io.glassmq.remoting.protocol.header.GetMaxOffsetRequestHeader;
import io.glassmq.remoting.protocol.header.GetMaxOffsetResponseHeader;
import io.glassmq.remoting.protocol.header.GetMinOffsetResponseHeader;
import io.glassmq.remoting.protocol.header.PullMessageRequestHeader;
import io.glassmq.remoting.protocol.header.PullMessageResponseHeader;
import io.glassmq.remoting.protocol.header.QueryConsumerOffsetRequestHeader;
import io.glassmq.remoting.protocol.header.QueryConsumerOffsetResponseHeader;
import io.glassmq.remoting.protocol.header.SearchOffsetRequestHeader;
import io.glassmq.remoting.protocol.header.SearchOffsetResponseHeader;
import io.glassmq.remoting.protocol.header.SendMessageRequestHeaderV2;
import io.glassmq.remoting.protocol.header.SendMessageResponseHeader;
import io.glassmq.remoting.protocol.header.UnregisterClientRequestHeader;
import io.glassmq.remoting.protocol.header.UpdateConsumerOffsetRequestHeader;
import io.glassmq.remoting.protocol.header.namesrv.GetRouteInfoRequestHeader;
import io.glassmq.remoting.protocol.heartbeat.ConsumerData;
import io.glassmq.remoting.protocol.heartbeat.HeartbeatData;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A name server and some brokers in memory, as the other end of a client under test. Real enough to
 * send, pull, wait and share queues; and each request can be answered by a script instead.
 */
public final class FakeCluster {
  /** Answers in place of the cluster; null lets the cluster answer. */
  @FunctionalInterface
  public interface Script {
    RemotingCommand answer(String address, RemotingCommand request);
  }

  /** A request as it came in. */
  public record Received(String address, RemotingCommand request) {
    public RequestCode code() {
      return request.requestCode();
    }
  }

  private record Parked(
      PullMessageRequestHeader header, CompletableFuture<RemotingCommand> answer) {}

  private final Map<String, Integer> topics = new ConcurrentHashMap<>();
  private final Map<String, String> brokers = new TreeMap<>();
  private final Map<MessageQueue, List<MessageExt>> queues = new HashMap<>();
  private final List<MessageExt> stored = new ArrayList<>();
  private final FakeLocks locks = new FakeLocks();
  private final Map<String, Long> offsets = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> members = new HashMap<>();
  private final Map<MessageQueue, List<Parked>> parked = new HashMap<>();
  private final Map<RequestCode, Script> scripts = new ConcurrentHashMap<>();
  final Set<String> down = ConcurrentHashMap.newKeySet();
  final List<FakeRemotingClient> clients = new CopyOnWriteArrayList<>();
  private final Set<RequestCode> held = ConcurrentHashMap.newKeySet();
  private final AtomicInteger failures = new AtomicInteger();
  private volatile Runnable beforeFailure = () -> {};
  private volatile ChannelEventListener connections = ChannelEventListener.NONE;
  private final List<Received> received = new CopyOnWriteArrayList<>();

  public FakeCluster(String... brokerNames) {
    for (String name : brokerNames) {
      brokers.put(name, "fake-" + name + ":10911");
    }
    topics.put(TopicNames.AUTO_CREATE_TOPIC_KEY_TOPIC, 8);
  }

  /** Parts for a client whose other end is this cluster. */
  public ClientParts parts() {
    return ClientParts.defaults()
        .withRemotingClient(
            listener -> {
              connections = listener;
              return new FakeRemotingClient(this);
            });
  }

  public ClientParts parts(Clock clock) {
    var parts = parts();
    return new ClientParts(
        parts.remotingClient(),
        clock,
        parts.faultStrategy(),
        parts.queueDiff(),
        parts.processQueue());
  }

  /** A connection to the broker has come about. */
  public void connected(String brokerName) {
    String[] address = brokers.get(brokerName).split(":");
    int port = Integer.parseInt(address[1]);
    connections.onConnect(new FakeConnection(InetSocketAddress.createUnresolved(address[0], port)));
  }

  public FakeCluster topic(String name, int queuesPerBroker) {
    topics.put(name, queuesPerBroker);
    return this;
  }

  public void deleteTopic(String name) {
    topics.remove(name);
  }

  public void script(RequestCode code, Script script) {
    scripts.put(code, script);
  }

  /** The broker of that name, or the name server when null, is not to be reached. */
  public void takeDown(String brokerName) {
    down.add(brokerName == null ? "null" : addressOf(brokerName));
  }

  public void bringUp(String brokerName) {
    down.remove(brokerName == null ? "null" : addressOf(brokerName));
  }

  /** Requests with that code are taken, but never answered. */
  public void hold(RequestCode code) {
    held.add(code);
  }

  /** What happens before a send fails because its broker is down. */
  public void beforeFailure(Runnable action) {
    beforeFailure = action;
  }

  /** How many sends have failed because their broker was down. */
  public int failures() {
    return failures.get();
  }

  void failed(RemotingCommand request) {
    if (request.requestCode() == RequestCode.SEND_MESSAGE_V2) {
      failures.incrementAndGet();
      beforeFailure.run();
    }
  }

  public String addressOf(String brokerName) {
    return brokers.get(brokerName);
  }

  public List<RemotingCommand> received(RequestCode code) {
    return received.stream().filter(r -> r.code() == code).map(Received::request).toList();
  }

  /** Asks the client that was started first. */
  public CompletableFuture<RemotingCommand> askClient(RemotingCommand request) {
    return clients.iterator().next().asked(request);
  }

  public List<Received> received() {
    return List.copyOf(received);
  }

  public Long offset(String group, MessageQueue queue) {
    return offsets.get(group + "@" + queue);
  }

  public void setOffset(String group, MessageQueue queue, long offset) {
    offsets.put(group + "@" + queue, offset);
  }

  /** Puts a message with tag and body into a queue, as if a producer had sent it. */
  public synchronized MessageExt put(MessageQueue queue, String tag, String body, int sysFlag) {
    return put(queue, tag, body.getBytes(java.nio.charset.StandardCharsets.UTF_8), sysFlag);
  }

  public synchronized MessageExt put(MessageQueue queue, String tag, byte[] body, int sysFlag) {
    var message = new MessageExt();
    message.setTopic(queue.getTopic());
    message.setBody(body);
    message.setTags(tag);
    message.setSysFlag(sysFlag);
    append(queue, message);
    return message;
  }

  private void append(MessageQueue queue, MessageExt message) {
    List<MessageExt> log = log(queue);
    message.setQueueId(queue.getQueueId());
    message.setQueueOffset(log.size());
    message.setCommitLogOffset(stored.size() * 1000L);
    stored.add(message);
    log.add(message);
    List<Parked> waiting = parked.remove(queue);
    if (waiting != null) {
      waiting.forEach(pull -> pull.answer().complete(pullAnswer(queue, pull.header())));
    }
  }

  private List<MessageExt> log(MessageQueue queue) {
    return queues.computeIfAbsent(queue, q -> new ArrayList<>());
  }

  CompletableFuture<RemotingCommand> answer(
      FakeRemotingClient client, String address, RemotingCommand request) throws Exception {
    received.add(new Received(address, request));
    Script script = scripts.get(request.requestCode());
    RemotingCommand scripted = script == null ? null : script.answer(address, request);
    if (scripted != null) {
      return CompletableFuture.completedFuture(scripted);
    }
    if (held.contains(request.requestCode())) {
      return new CompletableFuture<>();
    }
    if (request.requestCode() == RequestCode.PULL_MESSAGE
        || request.requestCode() == RequestCode.LITE_PULL_MESSAGE) {
      return pull(address, request.decodeHeader(PullMessageRequestHeader.class));
    }
    return CompletableFuture.completedFuture(answerNow(address, request));
  }

  private synchronized RemotingCommand answerNow(String address, RemotingCommand request)
      throws RemotingCommandException {
    return switch (request.requestCode()) {
      case GET_ROUTEINFO_BY_TOPIC ->
          FakeRoute.answer(
              brokers, topics.get(request.decodeHeader(GetRouteInfoRequestHeader.class).topic()));
      case SEND_MESSAGE_V2, SEND_BATCH_MESSAGE -> send(request);
      case HEART_BEAT ->
          heartbeat(RemotingSerializable.decode(request.body(), HeartbeatData.class));
      case UNREGISTER_CLIENT ->
          unregister(request.decodeHeader(UnregisterClientRequestHeader.class));
      case GET_CONSUMER_LIST_BY_GROUP -> {
        var group = request.decodeHeader(GetConsumerListByGroupRequestHeader.class).consumerGroup();
        var ids = List.copyOf(members.getOrDefault(group, Set.of()));
        yield RemotingCommand.success()
            .body(RemotingSerializable.encode(new GetConsumerListByGroupResponseBody(ids)));
      }
      case QUERY_CONSUMER_OFFSET -> {
        var h = request.decodeHeader(QueryConsumerOffsetRequestHeader.class);
        Long offset = offset(h.consumerGroup(), queue(address, h.topic(), h.queueId()));
        yield offset == null
            ? RemotingCommand.createResponse(ResponseCode.QUERY_NOT_FOUND, "none")
            : RemotingCommand.success().header(new QueryConsumerOffsetResponseHeader(offset));
      }
      case UPDATE_CONSUMER_OFFSET -> {
        var h = request.decodeHeader(UpdateConsumerOffsetRequestHeader.class);
        setOffset(h.consumerGroup(), queue(address, h.topic(), h.queueId()), h.commitOffset());
        yield RemotingCommand.success();
      }
      case GET_MAX_OFFSET -> {
        var h = request.decodeHeader(GetMaxOffsetRequestHeader.class);
        long max = log(queue(address, h.topic(), h.queueId())).size();
        yield RemotingCommand.success().header(new GetMaxOffsetResponseHeader(max));
      }
      case GET_MIN_OFFSET -> RemotingCommand.success().header(new GetMinOffsetResponseHeader(0));
      case SEARCH_OFFSET_BY_TIMESTAMP -> {
        var h = request.decodeHeader(SearchOffsetRequestHeader.class);
        long half = log(queue(address, h.topic(), h.queueId())).size() / 2;
        yield RemotingCommand.success().header(new SearchOffsetResponseHeader(half));
      }
      case CONSUMER_SEND_MSG_BACK ->
          takeBack(address, request.decodeHeader(ConsumerSendMsgBackRequestHeader.class));
      case LOCK_BATCH_MQ ->
          locks.lock(RemotingSerializable.decode(request.body(), LockBatchRequestBody.class));
      case UNLOCK_BATCH_MQ ->
          locks.unlock(RemotingSerializable.decode(request.body(), UnlockBatchRequestBody.class));
      default ->
          RemotingCommand.createResponse(ResponseCode.REQUEST_CODE_NOT_SUPPORTED, "not scripted");
    };
  }

  private MessageQueue queue(String address, String topic, int queueId) {
    String name =
        brokers.entrySet().stream()
            .filter(broker -> broker.getValue().equals(address))
            .findFirst()
            .orElseThrow()
            .getKey();
    return new MessageQueue(topic, name, queueId);
  }

  private RemotingCommand send(RemotingCommand request) throws RemotingCommandException {
    var header = request.decodeHeader(SendMessageRequestHeaderV2.class);
    topics.putIfAbsent(header.b(), header.d());
    var queue = new MessageQueue(header.b(), header.n(), header.e());
    var message = new MessageExt();
    message.setTopic(header.b());
    message.setBody(request.body());
    message.setSysFlag(header.f());
    message.setProperties(MessageProperties.decode(header.i()));
    append(queue, message);
    return RemotingCommand.success()
        .header(
            new SendMessageResponseHeader(
                "OFFSETID", header.e(), message.getQueueOffset(), null, null, null));
  }

  /** The copy comes up in the retry topic at once. */
  private RemotingCommand takeBack(String address, ConsumerSendMsgBackRequestHeader header) {
    MessageExt original = stored.get((int) (header.offset() / 1000));
    var retryQueue = queue(address, TopicNames.retryTopic(header.group()), 0);
    var copy = new MessageExt();
    copy.setTopic(retryQueue.getTopic());
    copy.setBody(original.getBody());
    copy.setSysFlag(original.getSysFlag());
    copy.setProperties(new HashMap<>(original.getProperties()));
    copy.putProperty(MessageConst.PROPERTY_RETRY_TOPIC, header.originTopic());
    copy.setReconsumeTimes(original.getReconsumeTimes() + 1);
    append(retryQueue, copy);
    return RemotingCommand.success();
  }

  public FakeLocks locks() {
    return locks;
  }

  /** The messages of a queue. */
  public synchronized List<MessageExt> messages(MessageQueue queue) {
    return List.copyOf(log(queue));
  }

  private RemotingCommand heartbeat(HeartbeatData heartbeat) {
    for (ConsumerData consumer : heartbeat.consumerDataSet()) {
      var group = members.computeIfAbsent(consumer.groupName(), name -> new TreeSet<>());
      if (group.add(heartbeat.clientID())) {
        clients.forEach(FakeRemotingClient::notifyConsumerIdsChanged);
      }
    }
    return RemotingCommand.success();
  }

  private RemotingCommand unregister(UnregisterClientRequestHeader header) {
    if (header.consumerGroup() != null
        && members.getOrDefault(header.consumerGroup(), Set.of()).remove(header.clientID())) {
      clients.forEach(FakeRemotingClient::notifyConsumerIdsChanged);
    }
    return RemotingCommand.success();
  }

  private synchronized CompletableFuture<RemotingCommand> pull(
      String address, PullMessageRequestHeader header) {
    MessageQueue queue = queue(address, header.topic(), header.queueId());
    if (PullSysFlag.has(header.sysFlag(), PullSysFlag.COMMIT_OFFSET)) {
      setOffset(header.consumerGroup(), queue, header.commitOffset());
    }
    var answer = new CompletableFuture<RemotingCommand>();
    boolean atEnd = header.queueOffset() == log(queue).size();
    if (atEnd && PullSysFlag.has(header.sysFlag(), PullSysFlag.SUSPEND)) {
      parked.computeIfAbsent(queue, q -> new ArrayList<>()).add(new Parked(header, answer));
    } else {
      answer.complete(pullAnswer(queue, header));
    }
    return answer;
  }

  private RemotingCommand pullAnswer(MessageQueue queue, PullMessageRequestHeader header) {
    List<MessageExt> log = log(queue);
    if (header.queueOffset() > log.size()) {
      return RemotingCommand.createResponse(ResponseCode.PULL_OFFSET_MOVED, "moved")
          .header(new PullMessageResponseHeader(0, log.size(), 0, log.size(), null, null, null));
    }
    if (header.queueOffset() == log.size()) {
      return RemotingCommand.createResponse(ResponseCode.PULL_NOT_FOUND, "nothing yet")
          .header(
              new PullMessageResponseHeader(
                  0, header.queueOffset(), 0, log.size(), null, null, null));
    }
    int from = (int) header.queueOffset();
    int to = Math.min(log.size(), from + header.maxMsgNums());
    return RemotingCommand.success()
        .header(new PullMessageResponseHeader(0, to, 0, log.size(), null, null, null))
        .body(StoredMessage.encode(log.subList(from, to)));
  }
}
