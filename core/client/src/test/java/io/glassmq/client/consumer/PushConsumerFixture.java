package io.glassmq.client.consumer;

import static org.awaitility.Awaitility.await;

import io.glassmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import io.glassmq.client.consumer.listener.MessageListenerConcurrently;
import io.glassmq.client.fake.FakeCluster;
import io.glassmq.common.consumer.ConsumeFromWhere;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.header.PullMessageRequestHeader;
import io.glassmq.remoting.protocol.heartbeat.ConsumerData;
import io.glassmq.remoting.protocol.heartbeat.HeartbeatData;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Push consumers of one group on a cluster in memory, and what they were heard to ask. */
abstract class PushConsumerFixture {
  static final String TOPIC = "Orders";
  static final String GROUP = "readers";
  private static final String FOLDER = "rocketmq.client.localOffsetStoreDir";

  @TempDir Path folder;

  final FakeCluster cluster = new FakeCluster("broker-a").topic(TOPIC, 4);
  final Queue<String> consumed = new ConcurrentLinkedQueue<>();
  private final List<DefaultMQPushConsumer> consumers = new ArrayList<>();

  @BeforeEach
  void setUp() {
    System.setProperty(FOLDER, folder.toString());
  }

  @AfterEach
  void stop() {
    consumers.forEach(DefaultMQPushConsumer::shutdown);
    System.clearProperty(FOLDER);
  }

  final DefaultMQPushConsumer consumer() throws Exception {
    var consumer = new DefaultMQPushConsumer(GROUP, cluster.parts());
    consumer.setNamesrvAddr("fake:9876");
    consumer.setClientIP("10.0.0.1");
    consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
    consumer.setConsumeThreadMin(2);
    consumer.setConsumeThreadMax(2);
    consumer.subscribe(TOPIC, "*");
    MessageListenerConcurrently listener =
        (msgs, context) -> {
          msgs.forEach(message -> consumed.add(new String(message.getBody())));
          return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
        };
    consumer.registerMessageListener(listener);
    consumers.add(consumer);
    return consumer;
  }

  static MessageQueue queue(int id) {
    return new MessageQueue(TOPIC, "broker-a", id);
  }

  final void put(int queueId, String body) {
    cluster.put(queue(queueId), "TagA", body, 0);
  }

  /** The limit is far away: it only matters when something is broken. */
  static void eventually(ThrowingRunnable assertion) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(assertion);
  }

  final List<PullMessageRequestHeader> pulls() throws Exception {
    List<PullMessageRequestHeader> pulls = new ArrayList<>();
    for (RemotingCommand request : cluster.received(RequestCode.PULL_MESSAGE)) {
      pulls.add(request.decodeHeader(PullMessageRequestHeader.class));
    }
    return pulls;
  }

  /** What the last heartbeat said of the consumer. */
  final ConsumerData announced() throws Exception {
    List<RemotingCommand> heartbeats = cluster.received(RequestCode.HEART_BEAT);
    byte[] body = heartbeats.get(heartbeats.size() - 1).body();
    return RemotingSerializable.decode(body, HeartbeatData.class)
        .consumerDataSet()
        .iterator()
        .next();
  }
}
