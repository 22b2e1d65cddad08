package io.glassmq.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.client.consumer.SimpleConsumer;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.testkit.TestCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups that pop, from the command line. */
class PopCommandTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void shouldShowWhatIsInFlight() throws Exception {
    try (TestCluster cluster = TestCluster.single(folder)) {
      mq(cluster, "topic", "create", "Orders", "--queues", "1");
      mq(cluster, "send", "Orders", "hello", "-c", "3");
      await().atMost(LIMIT).until(() -> messages(cluster, "Orders") == 3);
      var consumer = new SimpleConsumer("readers");
      consumer.setNamesrvAddr(cluster.namesrvAddr());
      consumer.start();
      consumer.subscribe("Orders", "*");
      List<MessageExt> popped = consumer.receive(32, Duration.ofSeconds(50));
      consumer.ack(popped.get(0));
      assertThat(popped).hasSize(3);

      // What a pop and an ack have written is found when it is dispatched.
      String shown =
          await()
              .atMost(LIMIT)
              .until(
                  () -> mq(cluster, "pop", "readers").out(),
                  out -> out.contains("broker-a  2 in flight"));
      String one = mq(cluster, "pop", "readers", "--max", "1").out();
      consumer.shutdown();

      assertThat(shown)
          .contains("Orders broker-a 0, offset 1: " + popped.get(1).getMsgId())
          .contains("receipt        0 ")
          .containsPattern("who            \\S{5,}")
          .containsPattern("visible again  \\S+, in [34]\\d s")
          .contains("came back      0 times");
      assertThat(one).contains("broker-a  2 in flight, 1 not shown");
      assertThat(mq(cluster, "pop", "nobody").out()).contains("broker-a  0 in flight");
    }
  }

  @Test
  void shouldConsumeByPoppingIfTheGroupMay() throws Exception {
    try (TestCluster cluster = TestCluster.single(folder)) {
      mq(cluster, "topic", "create", "Orders", "--queues", "1");
      mq(cluster, "group", "mode", "readers", "Orders", "pop");
      mq(cluster, "send", "Orders", "hello");

      Run consumed =
          mq(
              cluster,
              "consume",
              "Orders",
              "--group",
              "readers",
              "--from-first",
              "--pop",
              "--count",
              "1");

      assertThat(consumed.out()).contains("hello");
      await("a check point waits for its time")
          .atMost(LIMIT)
          .until(() -> messages(cluster, TopicNames.RMQ_SYS_WHEEL_TIMER_TOPIC) > 0);
    }
  }

  /** How many a pop can find in queue 0: a send is answered before its queue has the message. */
  private static long messages(TestCluster cluster, String topic) {
    return cluster.broker("broker-a").messageStore().getMaxOffsetInQueue(topic, 0);
  }

  private static Run mq(TestCluster cluster, String... command) {
    var line = new ArrayList<>(List.of(command));
    line.add("-n");
    line.add(cluster.namesrvAddr());
    return Run.mq(line.toArray(String[]::new));
  }
}
