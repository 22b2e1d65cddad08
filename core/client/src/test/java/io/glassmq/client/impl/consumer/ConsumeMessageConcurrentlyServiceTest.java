package io.glassmq.client.impl.consumer;

import static io.glassmq.client.impl.consumer.ConsumeFixture.GROUP;
import static io.glassmq.client.impl.consumer.ConsumeFixture.RETRY_QUEUE;
import static io.glassmq.client.impl.consumer.ConsumeFixture.TOPIC;
import static io.glassmq.client.impl.consumer.ConsumeFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.client.consumer.DefaultMQPushConsumer;
import io.glassmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import io.glassmq.client.consumer.listener.MessageListenerConcurrently;
import io.glassmq.common.message.MessageExt;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.header.ConsumerSendMsgBackRequestHeader;
import io.glassmq.remoting.protocol.heartbeat.MessageModel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ConsumeMessageConcurrentlyServiceTest extends ConsumeMessageServiceContract {
  @Override
  void listen(DefaultMQPushConsumer consumer, Function<List<MessageExt>, End> listener) {
    consumer.registerMessageListener(
        (MessageListenerConcurrently)
            (messages, context) ->
                switch (listener.apply(messages)) {
                  case DONE -> ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
                  case FAILED -> ConsumeConcurrentlyStatus.RECONSUME_LATER;
                  case NULL -> null;
                  case EXCEPTION -> throw new IllegalStateException("told to");
                });
  }

  private void listen(MessageListenerConcurrently listener) throws InterruptedException {
    fixture.settings.registerMessageListener(listener);
    fixture.start();
  }

  private List<ConsumerSendMsgBackRequestHeader> givenBack() {
    return fixture.cluster.received(RequestCode.CONSUMER_SEND_MSG_BACK).stream()
        .map(
            request -> {
              try {
                return request.decodeHeader(ConsumerSendMsgBackRequestHeader.class);
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            })
        .toList();
  }

  @Nested
  class GivingBack {
    @Test
    void shouldGiveAFailedMessageBackToItsBrokerAndGoOn() throws Exception {
      listen((messages, context) -> ConsumeConcurrentlyStatus.RECONSUME_LATER);
      List<MessageExt> messages = fixture.messages(2);

      fixture.submit(fixture.request(), messages);

      eventually(() -> assertThat(fixture.offset()).isEqualTo(2));
      long position = messages.get(1).getCommitLogOffset();
      assertThat(givenBack())
          .hasSize(2)
          .contains(
              new ConsumerSendMsgBackRequestHeader(position, GROUP, 0, "ID1", TOPIC, false, 16));
    }

    @Test
    void shouldAskForTheDelayAndTheLimitThatTheUserWants() throws Exception {
      fixture.settings.setMaxReconsumeTimes(3);
      listen(
          (messages, context) -> {
            context.setDelayLevelWhenNextConsume(-1);
            return ConsumeConcurrentlyStatus.RECONSUME_LATER;
          });

      fixture.submit(fixture.request(), fixture.messages(1));

      eventually(() -> assertThat(givenBack()).hasSize(1));
      assertThat(givenBack().get(0).delayLevel()).isEqualTo(-1);
      assertThat(givenBack().get(0).maxReconsumeTimes()).isEqualTo(3);
    }

    @Test
    void shouldGiveBackOnlyWhatIsBehindTheAcknowledgedPart() throws Exception {
      fixture.settings.setConsumeMessageBatchMaxSize(4);
      listen(
          (messages, context) -> {
            context.setAckIndex(1);
            return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
          });

      fixture.submit(fixture.request(), fixture.messages(4));

      eventually(() -> assertThat(fixture.offset()).isEqualTo(4));
      assertThat(givenBack())
          .extracting(ConsumerSendMsgBackRequestHeader::originMsgId)
          .containsExactly("ID2", "ID3");
    }

    @Test
    void shouldSendACopyToTheRetryTopicWhenTheBrokerRefuses() throws Exception {
      fixture.refuse(RequestCode.CONSUMER_SEND_MSG_BACK);
      listen((messages, context) -> ConsumeConcurrentlyStatus.RECONSUME_LATER);
      MessageExt message = fixture.messages(1).get(0);
      message.setReconsumeTimes(2);
      message.putProperty("TRAN_MSG", "true");
      message.putProperty("mine", "kept");

      fixture.submit(fixture.request(), List.of(message));

      eventually(() -> assertThat(fixture.offset()).isEqualTo(1));
      assertThat(fixture.cluster.messages(RETRY_QUEUE)).hasSize(1);
      MessageExt copy = fixture.cluster.messages(RETRY_QUEUE).get(0);
      assertThat(ConsumeFixture.body(copy)).isEqualTo("0");
      assertThat(copy.getTags()).isEqualTo("TagA");
      assertThat(copy.getProperties())
          .containsEntry("mine", "kept")
          .containsEntry("RETRY_TOPIC", TOPIC)
          .containsEntry("ORIGIN_MESSAGE_ID", "ID0")
          .containsEntry("RECONSUME_TIME", "3")
          .containsEntry("MAX_RECONSUME_TIMES", "16")
          .containsEntry("DELAY", "5")
          .doesNotContainKey("TRAN_MSG");
    }

    @Test
    void shouldNotGiveBackAnythingWhenBroadcasting() throws Exception {
      fixture.model = MessageModel.BROADCASTING;
      listen((messages, context) -> ConsumeConcurrentlyStatus.RECONSUME_LATER);

      fixture.submit(fixture.request(), fixture.messages(3));

      eventually(() -> assertThat(fixture.offset()).isEqualTo(3));
      assertThat(givenBack()).isEmpty();
    }

    @Test
    void shouldGiveBackByHand() throws Exception {
      listen((messages, context) -> ConsumeConcurrentlyStatus.CONSUME_SUCCESS);
      MessageExt message = fixture.messages(1).get(0);

      fixture.consumption().sendBack().sendBack(message, 5, null);

      assertThat(givenBack().get(0).delayLevel()).isEqualTo(5);
    }
  }

  @Nested
  class Hanging {
    private final CountDownLatch release = new CountDownLatch(1);
    private PullRequest request;

    /** A listener that has two messages and does not return. */
    private ConsumeMessageConcurrentlyService hang() throws InterruptedException {
      fixture.settings.setConsumeMessageBatchMaxSize(2);
      var inListener = new CountDownLatch(1);
      listen(
          (messages, context) -> {
            inListener.countDown();
            Waiting.until(release);
            return ConsumeConcurrentlyStatus.RECONSUME_LATER;
          });
      request = fixture.request();
      fixture.submit(request, fixture.messages(2));
      Waiting.until(inListener);
      return (ConsumeMessageConcurrentlyService) fixture.service();
    }

    @Test
    void shouldTakeMessagesFromAListenerThatHasThemForTooLong() throws Exception {
      ConsumeMessageConcurrentlyService service = hang();
      fixture.clock.advance(Duration.ofMinutes(16));

      service.sendBackExpired();

      assertThat(givenBack())
          .extracting(ConsumerSendMsgBackRequestHeader::delayLevel)
          .containsExactly(3, 3);
      assertThat(fixture.offset()).isEqualTo(2);
      assertThat(request.processQueue().getMsgCount()).isZero();
    }

    @Test
    void shouldTakeMessagesFromManyListenersInTheirOrder() throws Exception {
      listen(
          (messages, context) -> {
            seen.addAll(messages);
            Waiting.until(release);
            return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
          });
      fixture.submit(fixture.request(), fixture.messages(4));
      eventually(() -> assertThat(seen).hasSize(4));
      fixture.clock.advance(Duration.ofMinutes(16));

      ((ConsumeMessageConcurrentlyService) fixture.service()).sendBackExpired();

      assertThat(givenBack())
          .extracting(ConsumerSendMsgBackRequestHeader::originMsgId)
          .containsExactly("ID0", "ID1", "ID2", "ID3");
      release.countDown();
    }

    @Test
    void shouldNotGiveTheSameMessageBackTwice() throws Exception {
      ConsumeMessageConcurrentlyService service = hang();
      fixture.clock.advance(Duration.ofMinutes(16));
      service.sendBackExpired();

      release.countDown();
      eventually(
          () ->
              assertThat(fixture.consumption().stats().consumeStatus(TOPIC).consumeFailedMsgs())
                  .isEqualTo(2));
      service.shutdown();

      assertThat(givenBack()).hasSize(2);
    }

    @Test
    void shouldLeaveAListenerThatStillHasTime() throws Exception {
      ConsumeMessageConcurrentlyService service = hang();
      fixture.clock.advance(Duration.ofMinutes(14));

      service.sendBackExpired();

      assertThat(givenBack()).isEmpty();
      release.countDown();
    }
  }
}
