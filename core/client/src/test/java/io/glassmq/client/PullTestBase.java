package io.glassmq.client;

import static org.awaitility.Awaitility.await;

import io.glassmq.client.consumer.DefaultMQPullConsumer;
import io.glassmq.client.consumer.PullResult;
import io.glassmq.client.fake.FakeCluster;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.header.PullMessageRequestHeader;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;

/** A classic pull consumer at a cluster in memory, with two queues of one topic. */
abstract class PullTestBase {
  static final String TOPIC = "Orders";
  static final String GROUP = "tools";
  static final MessageQueue QUEUE = new MessageQueue(TOPIC, "broker-a", 0);
  static final MessageQueue OTHER = new MessageQueue(TOPIC, "broker-a", 1);

  final FakeCluster cluster = new FakeCluster("broker-a").topic(TOPIC, 2);
  final DefaultMQPullConsumer consumer = consumer();

  @AfterEach
  void stop() {
    consumer.shutdown();
  }

  DefaultMQPullConsumer consumer() {
    var consumer = new DefaultMQPullConsumer(GROUP, cluster.parts());
    consumer.setNamesrvAddr("fake:9876");
    return consumer;
  }

  void put(int messages) {
    for (int i = 0; i < messages; i++) {
      cluster.put(QUEUE, i % 2 == 0 ? "TagA" : "TagB", "m" + i, 0);
    }
  }

  static List<String> bodies(PullResult result) {
    return result.getMsgFoundList().stream().map(m -> new String(m.getBody())).toList();
  }

  List<PullMessageRequestHeader> pulls() throws Exception {
    var headers = new java.util.ArrayList<PullMessageRequestHeader>();
    for (RemotingCommand request : cluster.received(RequestCode.PULL_MESSAGE)) {
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
}
