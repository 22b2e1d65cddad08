package io.glassmq.client.impl.consumer;

import static org.awaitility.Awaitility.await;

import io.glassmq.client.consumer.DefaultMQPushConsumer;
import io.glassmq.client.consumer.store.ReadOffsetType;
import io.glassmq.client.fake.FakeCluster;
import io.glassmq.client.fake.ManualClock;
import io.glassmq.client.fake.MemoryOffsetStore;
import io.glassmq.client.hook.ConsumeMessageHook;
import io.glassmq.client.impl.factory.MQClientInstance;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.heartbeat.HeartbeatData;
import io.glassmq.remoting.protocol.heartbeat.MessageModel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.core.ThrowingRunnable;

/** A consume service on a cluster that a test can watch and disturb, without pull and rebalance. */
final class ConsumeFixture {
  static final String TOPIC = "Orders";
  static final String GROUP = "readers";
  static final MessageQueue QUEUE = new MessageQueue(TOPIC, "broker-a", 0);
  static final MessageQueue RETRY_QUEUE =
      new MessageQueue(TopicNames.retryTopic(GROUP), "broker-a", 0);

  final FakeCluster cluster =
      new FakeCluster("broker-a").topic(TOPIC, 4).topic(RETRY_QUEUE.getTopic(), 1);
  final ManualClock clock = new ManualClock();
  final MemoryOffsetStore offsets = new MemoryOffsetStore();
  final DefaultMQPushConsumer settings = new DefaultMQPushConsumer(GROUP, cluster.parts(clock));
  final List<ConsumeMessageHook> hooks = new CopyOnWriteArrayList<>();
  MessageModel model = MessageModel.CLUSTERING;
  private MQClientInstance instance;
  private Consumption consumption;

  ConsumeFixture() {
    settings.setNamesrvAddr("fake:9876");
    settings.setConsumeThreadMin(4);
  }

  /** To be called when settings and listener are as wanted. */
  ConsumeFixture start() throws InterruptedException {
    instance =
        new MQClientInstance(
            settings,
            cluster.parts(clock),
            () -> new HeartbeatData("me", Set.of(), Set.of(), 0, false),
            () -> {},
            () -> {});
    instance.start();
    instance.routes().watch(TOPIC);
    instance.routes().refreshAll();
    consumption = Consumption.of(settings, model, instance, offsets, hooks);
    consumption.service().start();
    return this;
  }

  Consumption consumption() {
    return consumption;
  }

  ConsumeMessageService service() {
    return consumption.service();
  }

  String clientId() {
    return instance.clientId();
  }

  PullRequest request() {
    return new PullRequest(QUEUE, new SortedProcessQueue(), clock.millis());
  }

  /** Messages with the bodies 0, 1, ... as a pull of an empty queue would bring them. */
  List<MessageExt> messages(int count) {
    List<MessageExt> messages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      MessageExt message = cluster.put(QUEUE, "TagA", Integer.toString(i), 0);
      message.setBrokerName("broker-a");
      message.setMsgId("ID" + i);
      messages.add(message);
    }
    return messages;
  }

  void submit(PullRequest request, List<MessageExt> messages) {
    boolean begin = request.processQueue().putMessage(messages);
    service().submitConsumeRequest(messages, request, begin);
  }

  long offset() {
    return offsets.readOffset(QUEUE, ReadOffsetType.READ_FROM_MEMORY);
  }

  void refuse(RequestCode code) {
    cluster.script(
        code, (address, r) -> RemotingCommand.createResponse(ResponseCode.SYSTEM_ERROR, "no"));
  }

  static String body(MessageExt message) {
    return new String(message.getBody(), StandardCharsets.UTF_8);
  }

  /** The limit is far away: it only matters when something is broken. */
  static void eventually(ThrowingRunnable assertion) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(assertion);
  }

  void close() throws InterruptedException {
    consumption.service().shutdown();
    instance.shutdown(null, null);
  }
}
