package io.glassmq.client.impl.consumer;

import static io.glassmq.client.impl.consumer.ConsumeFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.client.consumer.listener.ConsumeConcurrentlyContext;
import io.glassmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import io.glassmq.client.consumer.listener.MessageListenerConcurrently;
import io.glassmq.client.fake.FakePop;
import io.glassmq.common.consumer.ReceiptHandle;
import io.glassmq.common.consumer.RetryKind;
import io.glassmq.common.message.MessageConst;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.header.AckMessageRequestHeader;
import io.glassmq.remoting.protocol.header.ChangeInvisibleTimeRequestHeader;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsumeMessagePopConcurrentlyServiceTest {
  private static final long INVISIBLE_MILLIS = 60_000;
  private static final ConsumeConcurrentlyStatus OK = ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
  private static final ConsumeConcurrentlyStatus LATER = ConsumeConcurrentlyStatus.RECONSUME_LATER;

  private final ConsumeFixture fixture = new ConsumeFixture();
  private final FakePop broker = new FakePop(fixture.cluster);
  private final List<String> consumed = new CopyOnWriteArrayList<>();
  private final PopProcessQueue queue =
      new PopProcessQueue(FakePop.anyQueue(ConsumeFixture.TOPIC), fixture.clock.millis());

  @AfterEach
  void tearDown() throws Exception {
    fixture.close();
  }

  private void start(ConsumeConcurrentlyStatus status, Consumer<ConsumeConcurrentlyContext> first)
      throws Exception {
    MessageListenerConcurrently listener =
        (messages, context) -> {
          first.accept(context);
          messages.forEach(message -> consumed.add(ConsumeFixture.body(message)));
          return status;
        };
    fixture.settings.registerMessageListener(listener);
    fixture.settings.setClientRebalance(false);
    fixture.start();
  }

  private List<MessageExt> messages(int count, RetryKind kind) {
    List<MessageExt> messages = fixture.messages(count);
    for (MessageExt message : messages) {
      var handle =
          new ReceiptHandle(
              0,
              fixture.clock.millis(),
              INVISIBLE_MILLIS,
              4,
              kind,
              "broker-a",
              0,
              message.getQueueOffset());
      message.putProperty(MessageConst.PROPERTY_POP_CK, handle.encode());
      message.setBornTimestamp(fixture.clock.millis());
    }
    return messages;
  }

  /** Returns when all is done. */
  private void consume(List<MessageExt> messages) {
    queue.came(messages.size());
    fixture
        .consumption()
        .pop()
        .orElseThrow()
        .submitPopConsumeRequest(messages, queue, fixture.clock.millis() + INVISIBLE_MILLIS);
    eventually(() -> assertThat(queue.inHand()).isZero());
  }

  private void assertNothingSaid() {
    assertThat(fixture.cluster.received(RequestCode.ACK_MESSAGE)).isEmpty();
    assertThat(fixture.cluster.received(RequestCode.CHANGE_MESSAGE_INVISIBLETIME)).isEmpty();
  }

  @Nested
  class Success {
    @Test
    void shouldBeAcknowledgedForEachMessage() throws Exception {
      start(OK, context -> {});

      consume(messages(3, RetryKind.NORMAL));

      assertThat(broker.acks())
          .extracting(AckMessageRequestHeader::offset)
          .containsExactlyInAnyOrder(0L, 1L, 2L);
      assertThat(broker.acks().get(0).topic()).isEqualTo(ConsumeFixture.TOPIC);
    }

    @ParameterizedTest
    @CsvSource({"RETRY_V1,_", "RETRY_V2,+"})
    void shouldBeAcknowledgedInTheRetryTopicThatTheMessageCameFrom(RetryKind kind, String separator)
        throws Exception {
      start(OK, context -> {});

      consume(messages(1, kind));

      assertThat(broker.acks().get(0).topic())
          .isEqualTo(
              TopicNames.retryTopic(ConsumeFixture.GROUP) + separator + ConsumeFixture.TOPIC);
    }

    @Test
    void shouldCountUpToTheIndexThatTheListenerNames() throws Exception {
      fixture.settings.setConsumeMessageBatchMaxSize(3);
      start(OK, context -> context.setAckIndex(0));

      consume(messages(3, RetryKind.NORMAL));

      assertThat(broker.acks()).extracting(AckMessageRequestHeader::offset).containsExactly(0L);
      assertThat(broker.changes())
          .extracting(ChangeInvisibleTimeRequestHeader::offset)
          .containsExactly(1L, 2L);
    }
  }

  @Nested
  class Failure {
    @ParameterizedTest
    @CsvSource({"0,10", "1,30", "5,240", "15,7200"})
    void shouldPutTheMessageOffForLongerEachTime(int times, long seconds) throws Exception {
      start(LATER, context -> {});
      List<MessageExt> one = messages(1, RetryKind.NORMAL);
      one.get(0).setReconsumeTimes(times);

      consume(one);

      assertThat(broker.changes())
          .extracting(ChangeInvisibleTimeRequestHeader::invisibleTime)
          .containsExactly(seconds * 1000);
    }

    @ParameterizedTest
    @CsvSource({"-1,10", "2,60", "99,7200"})
    void shouldPutItOffAsTheListenerWants(int level, long seconds) throws Exception {
      start(LATER, context -> context.setDelayLevelWhenNextConsume(level));

      consume(messages(1, RetryKind.NORMAL));

      assertThat(broker.changes())
          .extracting(ChangeInvisibleTimeRequestHeader::invisibleTime)
          .containsExactly(seconds * 1000);
    }

    @ParameterizedTest
    @CsvSource({"0,10", "10,30", "3600,7200", "14400,7200"})
    void shouldGiveAMessageThatFailedTooOftenLongerThanItIsOld(long ageSeconds, long seconds)
        throws Exception {
      start(LATER, context -> {});
      List<MessageExt> one = messages(1, RetryKind.NORMAL);
      one.get(0).setReconsumeTimes(16);
      one.get(0).setBornTimestamp(fixture.clock.millis() - ageSeconds * 1000);

      consume(one);

      assertThat(broker.changes())
          .extracting(ChangeInvisibleTimeRequestHeader::invisibleTime)
          .containsExactly(seconds * 1000);
    }

    @Test
    void shouldEndWithAnAcknowledgementWhenTheMessageIsTooOld() throws Exception {
      start(LATER, context -> {});
      List<MessageExt> one = messages(1, RetryKind.NORMAL);
      one.get(0).setReconsumeTimes(16);
      one.get(0).setBornTimestamp(fixture.clock.millis() - 14_400_001);

      consume(one);

      assertThat(broker.acks()).hasSize(1);
      assertThat(broker.changes()).isEmpty();
    }
  }

  @Nested
  class TimeIsOver {
    @Test
    void shouldKeepAMessageFromTheListener() throws Exception {
      start(OK, context -> {});
      List<MessageExt> late = messages(1, RetryKind.NORMAL);
      queue.came(1);
      var service = fixture.consumption().pop().orElseThrow();

      service.submitPopConsumeRequest(late, queue, fixture.clock.millis());

      eventually(() -> assertThat(queue.inHand()).isZero());
      assertThat(consumed).isEmpty();
      assertNothingSaid();
    }

    @Test
    void shouldDiscardTheResultOfAListenerThatTookTooLong() throws Exception {
      start(OK, context -> fixture.clock.advance(Duration.ofMillis(INVISIBLE_MILLIS)));

      consume(messages(1, RetryKind.NORMAL));

      assertThat(consumed).containsExactly("0");
      assertNothingSaid();
    }

    @Test
    void shouldCountWhenTheQueueIsNoLongerPopped() throws Exception {
      start(OK, context -> queue.drop());

      consume(messages(1, RetryKind.NORMAL));

      assertThat(consumed).containsExactly("0");
      assertNothingSaid();
    }
  }
}
