package io.glassmq.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.common.consumer.ReceiptHandle;
import io.glassmq.common.consumer.RetryKind;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.body.BatchAck;
import io.glassmq.remoting.protocol.body.BatchAckMessageRequestBody;
import io.glassmq.remoting.protocol.header.AckMessageRequestHeader;
import io.glassmq.remoting.protocol.header.ChangeInvisibleTimeRequestHeader;
import io.glassmq.remoting.protocol.header.ChangeInvisibleTimeResponseHeader;
import io.glassmq.store.AppendPath;
import io.glassmq.store.MessageStore;
import io.glassmq.store.StoreException;
import io.glassmq.store.StoreParts;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What consumers do with messages that they have popped, and what the broker notes of it. */
class AckMessageTest {
  private static final int REVIVE_QUEUE = 3;
  private static final long INVISIBLE = 3_600_000;

  @TempDir private Path root;

  private final AtomicInteger toRefuse = new AtomicInteger();
  private final TestClock clock = new TestClock();
  private TestBroker broker;

  @BeforeEach
  void start() throws Exception {
    broker = TestBroker.start(root, parts());
    for (int i = 0; i < 4; i++) {
      broker.send("T", 1, "", "m" + i);
    }
    awaitDispatch();
  }

  private void awaitDispatch() {
    await().until(() -> broker.controller().messageStore().dispatchBehindBytes() == 0);
  }

  private BrokerParts parts() throws StoreException {
    BrokerParts defaults = BrokerParts.defaults().withClock(clock);
    AppendPath.Factory plain = defaults.store().appendPath();
    StoreParts store =
        defaults
            .store()
            .with(
                (tail, offsets, config, time, last) ->
                    RefusingPath.ofNext(plain.create(tail, offsets, config, time, last), toRefuse));
    return new BrokerParts(
        defaults.waitingPulls(),
        defaults.checkPoints(),
        defaults.reviveLoops(),
        store,
        defaults.remoting(),
        clock);
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  private ReceiptHandle handle(long offset) {
    return new ReceiptHandle(
        0, clock.millis(), INVISIBLE, REVIVE_QUEUE, RetryKind.NORMAL, "broker-a", 1, offset);
  }

  private RemotingCommand ack(String topic, int queueId, long offset, String handle)
      throws Exception {
    return broker.call(
        RequestCode.ACK_MESSAGE, new AckMessageRequestHeader("G", topic, queueId, handle, offset));
  }

  private RemotingCommand ack(long offset) throws Exception {
    return ack("T", 1, offset, handle(offset).encode());
  }

  private RemotingCommand change(long offset, long invisibleTime) throws Exception {
    return broker.call(
        RequestCode.CHANGE_MESSAGE_INVISIBLETIME,
        new ChangeInvisibleTimeRequestHeader(
            "G", "T", 1, handle(offset).encode(), offset, invisibleTime, null));
  }

  /** What waits in the timer topic. */
  private List<MessageExt> records() {
    MessageStore store = broker.controller().messageStore();
    awaitDispatch();
    String topic = TopicNames.RMQ_SYS_WHEEL_TIMER_TOPIC;
    return LongStream.range(0, store.getMaxOffsetInQueue(topic, 0))
        .mapToObj(offset -> store.consumeQueueUnit(topic, 0, offset).orElseThrow())
        .map(unit -> store.lookMessageByOffset(unit.physicalOffset()).orElseThrow())
        .toList();
  }

  private static String body(MessageExt record) {
    return new String(record.getBody(), UTF_8);
  }

  private static void assertRefused(RemotingCommand answer, ResponseCode code, String remark) {
    assertThat(answer.code()).isEqualTo(code.code());
    assertThat(answer.remark()).isEqualTo(remark);
  }

  @Nested
  class Ack {
    @Test
    void shouldBeNotedInTheReviveLog() throws Exception {
      assertThat(ack(2).isSuccess()).isTrue();

      assertThat(records()).hasSize(1);
      MessageExt record = records().get(0);
      assertThat(body(record))
          .isEqualTo(
              "{\"ao\":2,\"bn\":\"broker-a\",\"c\":\"G\",\"pt\":%d,\"q\":1,\"so\":0,\"t\":\"T\"}",
              clock.millis());
      assertThat(record.getTags()).isEqualTo("ack");
      assertThat(record.getMsgId()).isEqualTo("T@1@2@G@" + clock.millis() + "@broker-a@ack");
      assertThat(record.getDeliverTimeMs()).isEqualTo(clock.millis() + INVISIBLE);
      assertThat(record.getProperties())
          .containsEntry("REAL_TOPIC", "rmq_sys_REVIVE_LOG_VecCluster")
          .containsEntry("REAL_QID", "3");
      assertThat(record.getBornHost()).isEqualTo(record.getStoreHost());
    }

    @Test
    void shouldSucceedAsOftenAsItComes() throws Exception {
      assertThat(ack(2).isSuccess()).isTrue();
      assertThat(ack(2).isSuccess()).isTrue();

      assertThat(records()).hasSize(2);
    }

    @Test
    void shouldSucceedAfterTheTimeIsOver() throws Exception {
      long popTime = clock.millis() - INVISIBLE - 1;
      var handle =
          new ReceiptHandle(
              0, popTime, INVISIBLE, REVIVE_QUEUE, RetryKind.NORMAL, "broker-a", 1, 2);

      assertThat(ack("T", 1, 2, handle.encode()).isSuccess()).isTrue();

      assertThat(records()).isEmpty(); // it goes to the revive topic at once
      MessageStore store = broker.controller().messageStore();
      assertThat(store.getMaxOffsetInQueue("rmq_sys_REVIVE_LOG_VecCluster", 3)).isOne();
    }

    @Test
    void shouldSucceedEvenIfTheStoreRefusesIt() throws Exception {
      toRefuse.set(1);

      assertThat(ack(2).isSuccess()).isTrue();

      assertThat(toRefuse).hasValue(0);
      assertThat(records()).isEmpty();
    }

    @Test
    void shouldNameATopicThatExists() throws Exception {
      assertRefused(
          ack("Nowhere", 0, 0, handle(0).encode()),
          ResponseCode.TOPIC_NOT_EXIST,
          "topic[Nowhere] not exist, apply first please!");
    }

    @Test
    void shouldNameAQueueThatExists() throws Exception {
      var answer = ack("T", 99, 0, handle(0).encode());

      assertThat(answer.code()).isEqualTo(ResponseCode.MESSAGE_ILLEGAL.code());
      assertThat(answer.remark()).startsWith("queueId[99] is illegal, topic:[T]");
    }

    @Test
    void shouldNameAnOffsetThatTheQueueHasOrWillHaveNext() throws Exception {
      assertThat(ack(4).isSuccess()).isTrue();
      assertRefused(
          ack(5), ResponseCode.NO_MESSAGE, "offset is illegal, key:T@1, commit:5, store:0~4");
      assertRefused(
          ack(-1), ResponseCode.NO_MESSAGE, "offset is illegal, key:T@1, commit:-1, store:0~4");
    }

    @Test
    void shouldShowAWholeHandle() throws Exception {
      assertRefused(
          ack("T", 1, 0, "1 2"),
          ResponseCode.SYSTEM_ERROR,
          "java.lang.IllegalArgumentException: getBrokerName fail, extraInfoStrs length 2");
    }
  }

  @Nested
  class BatchAcks {
    private RemotingCommand batchAck(BatchAck... acks) throws Exception {
      return broker.call(
          RemotingCommand.createRequest(RequestCode.BATCH_ACK_MESSAGE)
              .body(
                  RemotingSerializable.encode(
                      new BatchAckMessageRequestBody("broker-a", List.of(acks)))));
    }

    private BatchAck of(String topic, int... bits) {
      var consumed = new BitSet();
      for (int bit : bits) {
        consumed.set(bit);
      }
      return BatchAck.of("G", topic, handle(0), consumed);
    }

    @Test
    void shouldBeOneRecordForEachPop() throws Exception {
      assertThat(batchAck(of("T", 2, 3), of("T", 0)).isSuccess()).isTrue();

      assertThat(records()).hasSize(2);
      MessageExt first = records().get(0);
      assertThat(body(first)).contains("\"ao\":-1,\"aol\":[2,3]");
      assertThat(first.getTags()).isEqualTo("bAck");
      assertThat(first.getMsgId()).isEqualTo("T@1@-1@G@" + clock.millis() + "@broker-a@ack");
      assertThat(body(records().get(1))).contains("\"aol\":[0]");
    }

    @Test
    void shouldPassOverWhatIsNotThere() throws Exception {
      assertThat(batchAck(of("T", 1, 7), of("T", 9), of("Nowhere", 0)).isSuccess()).isTrue();

      assertThat(records()).hasSize(1);
      assertThat(body(records().get(0))).contains("\"aol\":[1]");
    }

    @Test
    void shouldBeRefusedIfItIsEmpty() throws Exception {
      assertRefused(batchAck(), ResponseCode.NO_MESSAGE, null);
    }
  }

  @Nested
  class ChangeInvisibleTime {
    @Test
    void shouldNoteANewCheckPointFirstThenAcknowledgeTheOld() throws Exception {
      String handle = handle(2).encode();
      clock.advance(346);

      var answer =
          broker.call(
              RequestCode.CHANGE_MESSAGE_INVISIBLETIME,
              new ChangeInvisibleTimeRequestHeader("G", "T", 1, handle, 2, 20_000, null));

      assertThat(answer.isSuccess()).isTrue();
      assertThat(answer.remark()).isEqualTo("not set any response code");
      assertThat(answer.decodeHeader(ChangeInvisibleTimeResponseHeader.class))
          .isEqualTo(new ChangeInvisibleTimeResponseHeader(clock.millis(), 20_000, REVIVE_QUEUE));
      assertThat(records()).extracting(MessageExt::getTags).containsExactly("ck", "ack");
      assertThat(body(records().get(0)))
          .contains("\"d\":[0],\"it\":20000,\"n\":1,\"pt\":" + clock.millis())
          .contains("\"so\":2,\"sp\":false");
      assertThat(records().get(0).getDeliverTimeMs()).isEqualTo(clock.millis() + 19_000);
      assertThat(body(records().get(1)))
          .contains("\"ao\":2", "\"pt\":" + (clock.millis() - 346), "\"so\":0");
    }

    @Test
    void shouldFailIfTheStoreRefusesTheCheckPoint() throws Exception {
      toRefuse.set(1);

      assertThat(change(2, 20_000).code()).isEqualTo(ResponseCode.SYSTEM_ERROR.code());

      assertThat(records()).isEmpty();
    }

    @Test
    void shouldLeaveTheOldTimeIfTheHandleNamesNoQueueOfTheReviveTopic() throws Exception {
      for (String forged : List.of("-1", "8")) {
        String handle =
            handle(2).encode().replaceFirst(" " + REVIVE_QUEUE + " ", " " + forged + " ");

        var answer =
            broker.call(
                RequestCode.CHANGE_MESSAGE_INVISIBLETIME,
                new ChangeInvisibleTimeRequestHeader("G", "T", 1, handle, 2, 20_000, null));

        assertThat(answer.code()).isEqualTo(ResponseCode.SYSTEM_ERROR.code());
      }
      assertThat(records()).isEmpty();
    }

    @Test
    void shouldNameAMessageThatIsThere() throws Exception {
      assertRefused(change(4, 20_000), ResponseCode.NO_MESSAGE, "not set any response code");
      assertRefused(change(-1, 20_000), ResponseCode.NO_MESSAGE, "not set any response code");
      assertThat(change(-1, 20_000).decodeHeader(ChangeInvisibleTimeResponseHeader.class))
          .isEqualTo(new ChangeInvisibleTimeResponseHeader(0, 0, 0));
    }
  }
}
