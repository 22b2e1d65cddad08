package io.glassmq.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.client.consumer.rebalance.AllocateMessageQueueAveragely;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageExt;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members of a popping group hang, are slow, and leave with messages in hand, under load. */
@Tag("slow")
class PopUnderLoadTest {
  private static final String TOPIC = "Orders";
  private static final int PER_SECOND = 200;
  private static final int INVISIBLE_MILLIS = 5_000;
  private static final int SLOW_MILLIS = 50;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private final CountDownLatch end = new CountDownLatch(1);

  @Test
  void shouldLoseNothing() throws Exception {
    var producer = new DefaultMQProducer("senders");
    try (var cluster = new TestCluster(folder).set("defaultMessageRequestMode", "POP")) {
      cluster.startNamesrv("namesrv-1");
      cluster.startBroker("broker-a");
      cluster.startBroker("broker-b");
      cluster.connect(producer);
      producer.start();
      try (var group =
              new TestGroup(
                  "readers",
                  cluster.createTopic(TOPIC, 2),
                  member -> new AllocateMessageQueueAveragely(),
                  (member, it) ->
                      GlassMember.popping(cluster, TOPIC, INVISIBLE_MILLIS, listenerOf(member))
                          .join(member, it));
          var load = SteadyLoad.start(PER_SECOND, id -> producer.send(message(id)))) {
        group.join("good", "hung", "slow", "leaving", "other");
        awaitMore(load);
        group.leave("leaving");
        awaitMore(load);
        group.leave("good");
        awaitMore(load);
        load.stop();
        group.awaitConsumed(load.acknowledged());

        assertThat(load.failures()).isEmpty();
      } finally {
        end.countDown();
      }
    } finally {
      producer.shutdown();
    }
  }

  private static Message message(String id) {
    return new Message(TOPIC, id.getBytes());
  }

  private Predicate<MessageExt> listenerOf(String member) {
    return switch (member) {
      case "hung", "leaving" -> any -> waits(LIMIT.toMillis() * 10);
      case "slow" -> any -> !waits(SLOW_MILLIS);
      default -> any -> true;
    };
  }

  /**
   * @return whether the test is over
   */
  private boolean waits(long millis) {
    try {
      return end.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void awaitMore(SteadyLoad load) {
    int enough = load.acknowledged().size() + 5 * PER_SECOND;
    await("load").atMost(LIMIT).until(() -> load.acknowledged().size() >= enough);
  }
}
