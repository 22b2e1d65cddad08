package io.glassmq.broker.pop;

import static io.glassmq.broker.pop.RevivedMessages.GROUP;
import static io.glassmq.broker.pop.RevivedMessages.HOST;
import static io.glassmq.broker.pop.RevivedMessages.RETRY;
import static io.glassmq.broker.pop.RevivedMessages.REVIVE;
import static io.glassmq.broker.pop.RevivedMessages.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.message.MessageExt;
import io.glassmq.common.topic.TopicNames;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PopReviveServiceTest {
  private static final long INVISIBLE = 10_000;

  /** When nothing can come in time any more. */
  private static final long OVER = INVISIBLE + ReviveLoop.WAIT_FOR_ACKS_MILLIS + 1;

  @TempDir Path folder;
  private RevivedMessages revived;

  @BeforeEach
  void open() throws Exception {
    revived = new RevivedMessages(folder);
  }

  @AfterEach
  void close() {
    revived.close();
  }

  @Nested
  class DoWork {
    @Test
    void shouldBringBackWhatNobodyAcknowledged() {
      PopCheckPoint popped = revived.popped(revived.send("a"), revived.send("b"));
      revived.bring(popped);
      revived.bringAck(popped, 0);

      revived.pass(OVER + 1_000);

      assertThat(revived.cameBack()).containsExactly("b");
      assertThat(revived.processed()).isEqualTo(1);
    }

    @Test
    void shouldDoItAsSoonAsNoAcknowledgementCanBeOnItsWay() {
      revived.bring(revived.popped(revived.send("a")));

      revived.pass(OVER - 1);
      assertThat(revived.cameBack()).isEmpty();

      revived.pass(1);
      assertThat(revived.cameBack()).containsExactly("a");
    }

    @Test
    void shouldWaitForATimerThatIsBehind() {
      PopCheckPoint popped = revived.popped(revived.send("a"));
      revived.bring(popped);
      revived.timerIsBehind(true);
      revived.pass(60_000);
      assertThat(revived.cameBack()).isEmpty();

      revived.bringAck(popped, 0);
      revived.timerIsBehind(false);
      revived.pass(60_000);
      assertThat(revived.cameBack()).isEmpty();
    }

    @Test
    void shouldBringAMessageBackOnce() {
      revived.bring(revived.popped(revived.send("a")));
      revived.pass(OVER);

      revived.pass(60_000);

      assertThat(revived.cameBack()).containsExactly("a");
    }

    @Test
    void shouldGoOnWhereItStood() throws Exception {
      revived.bring(revived.popped(revived.send("a")));
      revived.pass(OVER);
      revived.bring(revived.popped(revived.send("b")));
      revived.work();

      revived.reopen();
      revived.pass(OVER);

      assertThat(revived.cameBack()).containsExactly("a", "b");
      assertThat(revived.processed()).isEqualTo(1);
    }

    @Test
    void shouldNotForgetAfterACrashWhatWasAcknowledgedBefore() throws Exception {
      PopCheckPoint popped = revived.popped(revived.send("a"), revived.send("b"));
      revived.bringAck(popped, 0);
      revived.bring(popped);
      revived.work();

      revived.reopen();
      revived.pass(OVER);

      assertThat(revived.cameBack()).containsExactly("b");
    }

    @Test
    void shouldBeginWithinTheQueueIfTheOffsetIsNot() {
      revived.offsets().commitOffset(TopicNames.REVIVE_GROUP, REVIVE, 0, 4_711);
      try (var again = reopened()) {
        again.bring(again.popped(again.send("a")));
        again.pass(OVER);

        assertThat(again.cameBack()).containsExactly("a");
        assertThat(again.processed()).isEqualTo(4_711);
      }
    }

    private RevivedMessages reopened() {
      try {
        revived.reopen();
        return revived;
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }

    @Test
    void shouldLeaveOutRecordsThatNobodyCanRead() {
      revived.bring("ck", revived.clock().millis(), "{".getBytes(StandardCharsets.UTF_8));
      revived.bring("ack", revived.clock().millis(), "[]".getBytes(StandardCharsets.UTF_8));
      revived.bring("what", revived.clock().millis(), new byte[] {1});
      revived.bring(revived.popped(revived.send("a")));

      revived.pass(OVER);

      assertThat(revived.cameBack()).containsExactly("a");
      assertThat(revived.processed()).isEqualTo(3);
    }

    @Test
    void shouldLeaveOutMessagesThatAreGone() {
      revived.bring(revived.popped(revived.send("a"), 99L));

      revived.pass(OVER);

      assertThat(revived.cameBack()).containsExactly("a");
      assertThat(revived.processed()).isZero();
    }

    @Test
    void shouldLeaveOutMessagesOfATopicThatIsGone() {
      revived.bring(revived.popped(revived.send("a")));
      revived.topics().update(TOPIC, any -> null);

      revived.pass(OVER);

      assertThat(revived.topics().selectTopicConfig(RETRY)).isNull();
      assertThat(revived.processed()).isZero();
    }

    @Test
    void shouldLeaveOutMessagesOfAGroupThatIsGone() {
      revived.bring(revived.popped(revived.send("a")));
      revived.groups().delete(GROUP);

      revived.pass(OVER);

      assertThat(revived.topics().selectTopicConfig(RETRY)).isNull();
      assertThat(revived.processed()).isZero();
    }
  }

  @Nested
  class WhatComesBack {
    private MessageExt comeBack(PopCheckPoint popped, String topic) {
      revived.bring(popped);
      revived.pass(OVER);
      return revived.messages(topic, 0).get(0);
    }

    @Test
    void shouldBeTheMessageAsAnOfficialBrokerWritesIt() {
      var properties = Map.of("TAGS", "TagP", "KEYS", "pop4", "UNIQ_KEY", "AC", "own", "value");
      revived.send(TOPIC, 2, "a", properties, 0);
      long bornAt = revived.clock().millis() - 50;
      PopCheckPoint popped = revived.popped(TOPIC, 2, INVISIBLE, List.of(0L));

      MessageExt back = comeBack(popped, RETRY);

      assertThat(new String(back.getBody())).isEqualTo("a");
      assertThat(back.getReconsumeTimes()).isEqualTo(1);
      assertThat(back.getFlag()).isEqualTo(7);
      assertThat(back.getBornTimestamp()).isEqualTo(bornAt);
      assertThat(back.getBornHost()).isEqualTo(HOST);
      assertThat(back.getStoreHost()).isEqualTo(HOST);
      assertThat(back.getProperties())
          .containsAllEntriesOf(properties)
          .containsEntry("ORIGIN_GROUP", GROUP)
          .containsEntry("1ST_POP_TIME", Long.toString(popped.mergeKey().popTime()))
          .hasSize(properties.size() + 2);
    }

    @Test
    void shouldGoToATopicThatTheGroupReadsFromItsBeginning() {
      comeBack(revived.popped(revived.send("a")), RETRY);

      var topic = revived.topics().selectTopicConfig(RETRY);
      assertThat(topic.readQueueNums()).isEqualTo(1);
      assertThat(topic.writeQueueNums()).isEqualTo(1);
      assertThat(topic.perm()).isEqualTo(6);
      assertThat(revived.offsets().queryOffset(GROUP, RETRY, 0)).isZero();
    }

    @Test
    void shouldGoToTheSameTopicAgainAndKeepTheTimeOfTheFirstPop() {
      revived.topics().ensure(RETRY, 1, 6);
      revived.send(RETRY, 0, "a", Map.of("1ST_POP_TIME", "5", "ORIGIN_GROUP", GROUP), 1);

      comeBack(revived.popped(RETRY, 0, INVISIBLE, List.of(0L)), RETRY);

      MessageExt second = revived.messages(RETRY, 0).get(1);
      assertThat(second.getReconsumeTimes()).isEqualTo(2);
      assertThat(second.getProperty("1ST_POP_TIME")).isEqualTo("5");
    }

    @Test
    void shouldNotCountATryThatTheConsumerOnlyPutOff() {
      PopCheckPoint popped = revived.popped(revived.send("a")).suspended(true);

      assertThat(comeBack(popped, RETRY).getReconsumeTimes()).isZero();
    }

    @Test
    void shouldGoToTheTopicOfTheNewNameIfThatIsWanted() throws Exception {
      revived.close();
      revived = new RevivedMessages(folder, "enableRetryTopicV2", "true");
      PopCheckPoint popped = revived.popped(revived.send("a"));

      assertThat(comeBack(popped, TopicNames.popRetryTopicV2(GROUP, TOPIC))).isNotNull();
    }
  }

  @Nested
  class WhenTheStoreRefuses {
    @Test
    void shouldPutOffTheOneMessageThatCannotComeBack() throws Exception {
      PopCheckPoint popped = revived.popped(revived.send("a"), revived.send("b"));
      revived.bring(popped);
      revived.refuse(message -> message.getTopic().equals(RETRY) && message.getBody()[0] == 'b');

      revived.pass(OVER);

      assertThat(revived.cameBack()).containsExactly("a");
      assertThat(revived.processed()).isZero();
      PopCheckPoint again = revived.putAgain().get(0);
      assertThat(again.offsets()).containsExactly(1L);
      assertThat(again.rePutTimes()).isEqualTo(1);
      assertThat(again.mergeKey().popTime()).isEqualTo(popped.mergeKey().popTime());
      assertThat(again.invisibleTime()).isEqualTo(INVISIBLE + 10_000);
    }

    @Test
    void shouldTryAgainWhenItTakesNothingAtAll() {
      revived.bring(revived.popped(revived.send("a"), revived.send("b")));
      revived.refuse(message -> message.getBody()[0] != 'a');
      revived.pass(OVER);
      assertThat(revived.cameBack()).containsExactly("a");
      assertThat(revived.processed()).isEqualTo(-1);

      revived.refuse(message -> false);
      revived.pass(ReviveQueue.RETRY_MILLIS);

      assertThat(revived.cameBack()).containsExactly("a", "b");
      assertThat(revived.processed()).isZero();
    }

    @Test
    void shouldReadOnOnlyWhenItTakesSomethingAgain() throws Exception {
      revived.bring(revived.popped(revived.send("a")));
      revived.work();
      revived.refuse(message -> true);
      revived.pass(OVER);
      revived.refuse(message -> false);
      revived.bring(revived.popped(revived.send("b")));

      revived.pass(OVER);

      assertThat(revived.cameBack()).containsExactly("a", "b");
      assertThat(revived.putAgain()).isEmpty();
    }
  }
}
