package io.glassmq.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.client.consumer.DefaultLitePullConsumer;
import io.glassmq.client.fake.FakeCluster;
import io.glassmq.common.consumer.ConsumeFromWhere;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.header.PullMessageRequestHeader;
import io.glassmq.remoting.protocol.heartbeat.ConsumerData;
import io.glassmq.remoting.protocol.heartbeat.HeartbeatData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;

/** A lite pull consumer at a cluster in memory, with two queues of one topic. */
abstract class LitePullTestBase {
  static final String TOPIC = "Orders";
  static final String GROUP = "readers";
  static final MessageQueue QUEUE = new MessageQueue(TOPIC, "broker-a", 0);
  static final MessageQueue OTHER = new MessageQueue(TOPIC, "broker-a", 1);

  final FakeCluster cluster = new FakeCluster("broker-a").topic(TOPIC, 2);
  final AtomicLong aheadMillis = new AtomicLong();
  final DefaultLitePullConsumer consumer = consumer();

  @AfterEach
  void stop() {
    consumer.shutdown();
  }

  DefaultLitePullConsumer consumer() {
    var consumer =
        new DefaultLitePullConsumer(
            GROUP, cluster.parts(() -> System.currentTimeMillis() + aheadMillis.get()));
    consumer.setNamesrvAddr("fake:9876");
    consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
    return consumer;
  }

  void put(MessageQueue queue, int messages) {
    for (int i = 0; i < messages; i++) {
      cluster.put(queue, i % 2 == 0 ? "TagA" : "TagB", "m" + i, 0);
    }
  }

  void startAssigned(MessageQueue... queues) throws Exception {
    consumer.assign(List.of(queues));
    consumer.start();
  }

  List<String> poll(int messages) {
    List<String> bodies = new ArrayList<>();
    await()
        .atMost(Duration.ofSeconds(30))
        .pollDelay(Duration.ZERO)
        .until(
            () -> {
              consumer.poll(100).forEach(message -> bodies.add(new String(message.getBody())));
              return bodies.size() >= messages;
            });
    return bodies;
  }

  List<PullMessageRequestHeader> pulls() throws Exception {
    var headers = new ArrayList<PullMessageRequestHeader>();
    for (RemotingCommand request : cluster.received(RequestCode.LITE_PULL_MESSAGE)) {
      headers.add(request.decodeHeader(PullMessageRequestHeader.class));
    }
    return headers;
  }

  /** The limit is far away: it only matters when something is broken. */
  static void eventually(ThrowingRunnable assertion) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(assertion);
  }

  static List<String> bodies(int from, int to) {
    return java.util.stream.IntStream.range(from, to).mapToObj(i -> "m" + i).toList();
  }

  ConsumerData consumerData() {
    var beats = cluster.received(RequestCode.HEART_BEAT);
    assertThat(beats).isNotEmpty();
    try {
      return RemotingSerializable.decode(beats.get(beats.size() - 1).body(), HeartbeatData.class)
          .consumerDataSet()
          .iterator()
          .next();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
