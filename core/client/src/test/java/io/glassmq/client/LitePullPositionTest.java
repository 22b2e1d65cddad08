package io.glassmq.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.glassmq.client.exception.MQClientException;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a lite pull consumer gives out, and where it stands then. */
class LitePullPositionTest extends LitePullTestBase {
  @Nested
  class Poll {
    @Test
    void shouldReturnOneFetchedListAtATime() throws Exception {
      put(QUEUE, 25);
      consumer.setPullBatchSize(7);
      consumer.setPollTimeoutMillis(30_000);
      startAssigned(QUEUE);

      assertThat(consumer.poll()).hasSize(7);
      assertThat(consumer.poll()).hasSize(7);
    }

    @Test
    void shouldReturnNothingAfterItsTimeOut() throws Exception {
      startAssigned(QUEUE);

      assertThat(consumer.poll(1)).isEmpty();
    }

    @Test
    void shouldReturnNothingToAnInterruptedThread() throws Exception {
      startAssigned(QUEUE);

      Thread.currentThread().interrupt();
      List<MessageExt> polled = consumer.poll(30_000);

      assertThat(Thread.interrupted()).isTrue();
      assertThat(polled).isEmpty();
    }

    @Test
    void shouldRefuseToWaitANegativeTime() throws Exception {
      startAssigned(QUEUE);

      assertThatIllegalArgumentException().isThrownBy(() -> consumer.poll(-1));
    }

    @Test
    void shouldNeedARunningConsumer() {
      assertThatIllegalStateException().isThrownBy(consumer::poll);
    }
  }

  @Nested
  class FlowControl {
    @Test
    void shouldFetchNoMoreThanTheQueueMayHold() throws Exception {
      consumer.setPullThresholdForQueue(15);
      put(QUEUE, 100);
      startAssigned(QUEUE);
      eventually(() -> assertThat(pulls()).hasSize(2));

      poll(20);

      eventually(() -> assertThat(pulls()).hasSize(4));
    }

    @Test
    void shouldFetchNoMoreThanAllQueuesMayHold() throws Exception {
      consumer.setPullThresholdForAll(25);
      put(QUEUE, 100);
      startAssigned(QUEUE);

      eventually(() -> assertThat(pulls()).hasSize(3));
      await().during(Duration.ofMillis(200)).until(() -> pulls().size() == 3);
    }

    @Test
    void shouldMindTheSpan() throws Exception {
      consumer.setConsumeMaxSpan(5);
      put(QUEUE, 100);
      startAssigned(QUEUE);

      eventually(() -> assertThat(pulls()).hasSize(1));
      await().during(Duration.ofMillis(200)).until(() -> pulls().size() == 1);
    }
  }

  @Nested
  class Idle {
    @Test
    void shouldAskOncePerEmptyQueueAndThenWait() throws Exception {
      cluster.topic("Wide", 100);
      var queues =
          IntStream.range(0, 100).mapToObj(i -> new MessageQueue("Wide", "broker-a", i)).toList();

      startAssigned(queues.toArray(MessageQueue[]::new));

      eventually(() -> assertThat(pulls()).hasSize(100));
      await().during(Duration.ofMillis(500)).until(() -> pulls().size() == 100);
    }
  }

  @Nested
  class Commit {
    @Test
    void shouldCommitThePositionThatPollHasReached() throws Exception {
      put(QUEUE, 25);
      consumer.setPersistConsumerOffsetInterval((int) Duration.ofHours(1).toMillis());
      startAssigned(QUEUE);
      assertThat(consumer.committed(QUEUE)).isEqualTo(-1);

      poll(10);
      consumer.commit();

      assertThat(consumer.committed(QUEUE)).isEqualTo(10);
      assertThat(cluster.offset(GROUP, QUEUE)).as("not told yet").isNull();
    }

    @Test
    void shouldTellTheBrokerIfAskedTo() throws Exception {
      put(QUEUE, 25);
      startAssigned(QUEUE);
      poll(10);

      consumer.commit(Set.of(QUEUE, OTHER), true);

      eventually(() -> assertThat(cluster.offset(GROUP, QUEUE)).isEqualTo(10));
      assertThat(cluster.offset(GROUP, OTHER)).isNull();
    }

    @Test
    void shouldCommitWhatTheUserSays() throws Exception {
      startAssigned(QUEUE);

      consumer.commit(Map.of(QUEUE, 17L, OTHER, 3L), true);

      eventually(() -> assertThat(cluster.offset(GROUP, QUEUE)).isEqualTo(17));
      assertThat(cluster.offset(GROUP, OTHER)).as("is not ours").isNull();
    }

    @Test
    void shouldTellTheBrokersAtShutdown() throws Exception {
      put(QUEUE, 25);
      startAssigned(QUEUE);
      poll(10);
      consumer.commit();

      consumer.shutdown();

      assertThat(cluster.offset(GROUP, QUEUE)).isEqualTo(10);
    }

    @Test
    void shouldComeByItselfWithTheNextPollAfterTheInterval() throws Exception {
      put(QUEUE, 25);
      startAssigned(QUEUE);
      assertThat(poll(10)).hasSize(10);

      aheadMillis.addAndGet(consumer.getAutoCommitIntervalMillis());
      assertThat(poll(10)).hasSize(10);

      assertThat(consumer.committed(QUEUE)).as("what was polled before").isEqualTo(10);
    }

    @Test
    void shouldNotComeByItselfIfNotWanted() throws Exception {
      put(QUEUE, 25);
      consumer.setAutoCommit(false);
      startAssigned(QUEUE);
      assertThat(poll(10)).hasSize(10);

      aheadMillis.addAndGet(consumer.getAutoCommitIntervalMillis());
      assertThat(poll(10)).hasSize(10);

      assertThat(consumer.committed(QUEUE)).isEqualTo(-1);
    }
  }

  @Nested
  class Seek {
    @Test
    void shouldGoOnAtTheOffsetAndForgetWhatWasFetched() throws Exception {
      put(QUEUE, 40);
      startAssigned(QUEUE);
      eventually(() -> assertThat(pulls().size()).isGreaterThan(4));

      consumer.seek(QUEUE, 35);

      assertThat(poll(5)).containsExactlyElementsOf(bodies(35, 40));
    }

    @Test
    void shouldGoToBothEnds() throws Exception {
      put(QUEUE, 3);
      startAssigned(QUEUE);
      poll(3);

      consumer.seekToBegin(QUEUE);
      List<String> fromBegin = poll(3);
      consumer.seekToEnd(QUEUE);
      cluster.put(QUEUE, "TagA", "new", 0);

      assertThat(fromBegin).containsExactlyElementsOf(bodies(0, 3));
      assertThat(poll(1)).containsExactly("new");
    }

    @Test
    void shouldMoveThePositionThatIsCommitted() throws Exception {
      put(QUEUE, 20);
      startAssigned(QUEUE);
      poll(10);

      consumer.seek(QUEUE, 5);
      consumer.commit();

      assertThat(consumer.committed(QUEUE)).isEqualTo(5);
    }

    @Test
    void shouldRefuseAnOffsetOutsideTheQueue() throws Exception {
      put(QUEUE, 3);
      startAssigned(QUEUE);

      assertThatThrownBy(() -> consumer.seek(QUEUE, -1)).isInstanceOf(MQClientException.class);
      assertThatThrownBy(() -> consumer.seek(QUEUE, 4))
          .isInstanceOf(MQClientException.class)
          .hasMessageContaining("from 0 to 3");
    }

    @Test
    void shouldRefuseAQueueThatIsNotOurs() throws Exception {
      startAssigned(QUEUE);

      assertThatThrownBy(() -> consumer.seek(OTHER, 0)).isInstanceOf(MQClientException.class);
    }
  }

  @Nested
  class Pause {
    @Test
    void shouldFetchNoMoreUntilResumed() throws Exception {
      startAssigned(QUEUE);
      eventually(() -> assertThat(pulls()).hasSize(1));
      consumer.pause(List.of(QUEUE, OTHER));
      put(QUEUE, 1);
      assertThat(poll(1)).as("was asked for before").containsExactly("m0");
      put(QUEUE, 3);
      assertThat(consumer.poll(100)).isEmpty();

      consumer.resume(List.of(QUEUE, OTHER));

      assertThat(poll(3)).containsExactlyElementsOf(bodies(0, 3));
    }

    @Test
    void shouldOutlastASeek() throws Exception {
      put(QUEUE, 5);
      startAssigned(QUEUE);
      poll(5);
      consumer.pause(List.of(QUEUE));

      consumer.seek(QUEUE, 3);
      List<MessageExt> whilePaused = consumer.poll(100);
      consumer.resume(List.of(QUEUE));

      assertThat(whilePaused).isEmpty();
      assertThat(poll(2)).containsExactly("m3", "m4");
    }
  }

  @Nested
  class Questions {
    @Test
    void shouldTellTheQueuesOfATopic() throws Exception {
      startAssigned(QUEUE);

      assertThat(consumer.fetchMessageQueues(TOPIC)).containsExactlyInAnyOrder(QUEUE, OTHER);
      assertThatThrownBy(() -> consumer.fetchMessageQueues("Nowhere"))
          .isInstanceOf(MQClientException.class)
          .hasMessageContaining("Nowhere");
    }

    @Test
    void shouldTellTheOffsetOfATime() throws Exception {
      put(QUEUE, 4);
      startAssigned(QUEUE);

      assertThat(consumer.offsetForTimestamp(QUEUE, 5L)).isEqualTo(2);
    }

    @Test
    void shouldNeedARunningConsumer() {
      assertThatIllegalStateException().isThrownBy(() -> consumer.fetchMessageQueues(TOPIC));
      assertThatIllegalStateException().isThrownBy(() -> consumer.committed(QUEUE));
      assertThatThrownBy(() -> consumer.seek(QUEUE, 0)).isInstanceOf(MQClientException.class);
    }
  }
}
