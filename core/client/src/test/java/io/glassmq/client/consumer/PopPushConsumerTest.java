package io.glassmq.client.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.glassmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import io.glassmq.client.consumer.listener.MessageListenerConcurrently;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.hook.FilterMessageContext;
import io.glassmq.client.hook.FilterMessageHook;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.common.message.MessageRequestMode;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.body.PopProcessQueueInfo;
import io.glassmq.remoting.protocol.header.AckMessageRequestHeader;
import io.glassmq.remoting.protocol.header.PopMessageRequestHeader;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A push consumer that lets the broker assign its queues. */
class PopPushConsumerTest extends PopConsumerFixture {
  @Nested
  class Start {
    @ParameterizedTest
    @ValueSource(longs = {4_999, 300_001})
    void shouldRefuseATimeOutOfRange(long millis) throws Exception {
      popper().setPopInvisibleTime(millis);

      assertThatThrownBy(consumer::start)
          .isInstanceOf(MQClientException.class)
          .hasMessageContaining("popInvisibleTime = " + millis);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 33})
    void shouldRefuseABatchOutOfRange(int messages) throws Exception {
      popper().setPopBatchNums(messages);

      assertThatThrownBy(consumer::start)
          .isInstanceOf(MQClientException.class)
          .hasMessageContaining("popBatchNums = " + messages);
    }
  }

  @Nested
  class Popping {
    @Test
    void shouldAskAsItIsSetAndAcknowledgeWhatIsConsumed() throws Exception {
      pop.popFrom(TOPIC, GROUP);
      bring(messages("a", "b"));
      popper().setPopBatchNums(7);
      consumer.subscribe(TOPIC, "TagA || TagB");

      consumer.start();

      eventually(() -> assertThat(pop.acks()).hasSize(2));
      assertThat(consumed).containsExactlyInAnyOrder("a", "b");
      assertThat(pop.acks())
          .extracting(AckMessageRequestHeader::offset)
          .containsExactlyInAnyOrder(0L, 1L);
      PopMessageRequestHeader first = pop.pops().get(0);
      assertThat(first.queueId()).isEqualTo(-1);
      assertThat(first.maxMsgNums()).isEqualTo(7);
      assertThat(first.invisibleTime()).isEqualTo(60_000);
      assertThat(first.pollTime()).isEqualTo(15_000);
      assertThat(first.initMode()).isEqualTo(PopMessageRequestHeader.INIT_MIN);
      assertThat(first.exp()).isEqualTo("TagA || TagB");
      assertThat(first.isOrder()).isFalse();
      assertThat(cluster.received(RequestCode.PULL_MESSAGE)).isEmpty();
      assertThat(cluster.received(RequestCode.UPDATE_CONSUMER_OFFSET)).isEmpty();
    }

    @Test
    void shouldAcknowledgeAndNotConsumeWhatNobodyWants() throws Exception {
      pop.popFrom(TOPIC, GROUP);
      MessageExt other = cluster.put(queue(0), "AaAa", "hash like the tag", 0);
      MessageExt tooOften = cluster.put(queue(0), "BBBB", "17th time", 0);
      tooOften.setReconsumeTimes(17);
      bring(List.of(other, tooOften, cluster.put(queue(0), "BBBB", "wanted", 0)));
      popper().subscribe(TOPIC, "BBBB");

      consumer.start();

      eventually(() -> assertThat(pop.acks()).hasSize(3));
      assertThat(consumed).containsExactly("wanted");
    }

    @Test
    void shouldAcknowledgeWhatAFilterHookDrops() throws Exception {
      pop.popFrom(TOPIC, GROUP);
      bring(messages("a", "b"));
      var hook = new Hook(context -> context.getMsgList().remove(0));
      popper().getDefaultMQPushConsumerImpl().registerFilterMessageHook(hook);

      consumer.start();

      eventually(() -> assertThat(pop.acks()).hasSize(2));
      assertThat(consumed).containsExactly("b");
    }

    @Test
    void shouldPopOnWhenAFilterHookTakesTheListAway() throws Exception {
      pop.popFrom(TOPIC, GROUP);
      bring(messages("a"));
      bring(messages("b"));
      var lists = new AtomicInteger();
      var hook = new Hook(context -> loseFirst(lists, context));
      popper().getDefaultMQPushConsumerImpl().registerFilterMessageHook(hook);

      consumer.start();

      eventually(() -> assertThat(consumed).containsExactly("b"));
    }

    private static void loseFirst(AtomicInteger lists, FilterMessageContext context) {
      if (lists.getAndIncrement() == 0) {
        context.setMsgList(null);
      }
    }

    private record Hook(Consumer<FilterMessageContext> does) implements FilterMessageHook {
      @Override
      public String hookName() {
        return "hook";
      }

      @Override
      public void filterMessage(FilterMessageContext context) {
        does.accept(context);
      }
    }

    @Test
    void shouldBringLeftoversUnderTheNameOfTheirTopic() throws Exception {
      var leftovers = new MessageQueue(LEFTOVERS, "broker-a", 0);
      cluster.topic(LEFTOVERS, 1);
      cluster.put(leftovers, "TagA", "left over", 0);
      pop.assign(TOPIC, MessageRequestMode.PULL, queue(0));
      pop.assign(LEFTOVERS, MessageRequestMode.PULL, leftovers);
      List<String> topics = new CopyOnWriteArrayList<>();
      MessageListenerConcurrently listener =
          (msgs, context) -> {
            msgs.forEach(message -> topics.add(message.getTopic()));
            return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
          };
      popper().registerMessageListener(listener);

      consumer.start();

      eventually(() -> assertThat(topics).containsExactly(TOPIC));
    }

    @Test
    void shouldAcknowledgeWhatIsFinishedDuringTheShutdown() throws Exception {
      var inHand = new CountDownLatch(1);
      var stopping = new CountDownLatch(1);
      pop.popFrom(TOPIC, GROUP);
      bring(messages("a"));
      MessageListenerConcurrently listener =
          (msgs, context) -> {
            inHand.countDown();
            try {
              stopping.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
          };
      popper().registerMessageListener(listener);
      consumer.setAwaitTerminationMillisWhenShutdown(20_000);
      consumer.start();
      inHand.await();

      var shutdown = CompletableFuture.runAsync(consumer::shutdown);
      stopping.countDown();
      shutdown.join();

      List<RequestCode> codes = cluster.received().stream().map(r -> r.code()).toList();
      assertThat(codes).containsSubsequence(RequestCode.ACK_MESSAGE, RequestCode.UNREGISTER_CLIENT);
    }

    /** The expected rests: at once, 20 ms, 1 s; the next pop is always held. */
    @ParameterizedTest
    @CsvSource({"POLLING_TIMEOUT", "PULL_NOT_FOUND", "FLOW_CONTROL", "POLLING_FULL"})
    void shouldAskAgainAfterAnAnswerWithoutMessages(ResponseCode code) throws Exception {
      pop.popFrom(TOPIC, GROUP);
      pop.answer(RemotingCommand.createResponse(code, "nothing"));

      popper().start();

      eventually(() -> assertThat(pop.pops()).hasSize(2));
    }

    @Test
    void shouldRestWhenTooMuchIsInHand() throws Exception {
      pop.popFrom(TOPIC, GROUP);
      bring(messages("a", "b", "c"));
      popper().setPopThresholdForQueue(2);
      consumer.setConsumeMessageBatchMaxSize(3);
      var release = new CountDownLatch(1);
      MessageListenerConcurrently hanging =
          (msgs, context) -> {
            try {
              release.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
          };
      consumer.registerMessageListener(hanging);

      consumer.start();

      eventually(
          () ->
              assertThat(info().mqPopTable().values())
                  .extracting(PopProcessQueueInfo::waitAckCount)
                  .containsExactly(3));
      await().during(Duration.ofMillis(150)).until(() -> pop.pops().size() == 1);
      release.countDown();
      eventually(() -> assertThat(pop.pops()).hasSize(2));
    }
  }
}
