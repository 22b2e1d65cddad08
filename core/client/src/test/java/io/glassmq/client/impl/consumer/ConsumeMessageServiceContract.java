package io.glassmq.client.impl.consumer;

import static io.glassmq.client.impl.consumer.ConsumeFixture.QUEUE;
import static io.glassmq.client.impl.consumer.ConsumeFixture.RETRY_QUEUE;
import static io.glassmq.client.impl.consumer.ConsumeFixture.TOPIC;
import static io.glassmq.client.impl.consumer.ConsumeFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.client.consumer.DefaultMQPushConsumer;
import io.glassmq.client.hook.ConsumeMessageContext;
import io.glassmq.client.hook.ConsumeMessageHook;
import io.glassmq.common.message.MessageExt;
import io.glassmq.remoting.protocol.body.CMResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every {@link ConsumeMessageService} does, whatever its listener is like. */
abstract class ConsumeMessageServiceContract {
  /** How a listener ends, in words for both kinds. */
  enum End {
    DONE,
    FAILED,
    NULL,
    EXCEPTION
  }

  final ConsumeFixture fixture = new ConsumeFixture();
  final ConcurrentLinkedQueue<MessageExt> seen = new ConcurrentLinkedQueue<>();

  /** Registers a listener that ends as it is told. */
  abstract void listen(DefaultMQPushConsumer consumer, Function<List<MessageExt>, End> listener);

  @AfterEach
  void close() throws InterruptedException {
    fixture.close();
  }

  private void listen(Function<List<MessageExt>, End> listener) throws InterruptedException {
    listen(
        fixture.settings,
        messages -> {
          seen.addAll(messages);
          return listener.apply(messages);
        });
    fixture.start();
  }

  List<String> seenBodies() {
    return seen.stream().map(ConsumeFixture::body).toList();
  }

  @Test
  void shouldBringEachMessageOnceAndReportTheOffsetBehindTheLast() throws Exception {
    fixture.settings.setConsumeMessageBatchMaxSize(3);
    listen(messages -> End.DONE);

    fixture.submit(fixture.request(), fixture.messages(10));

    eventually(() -> assertThat(fixture.offset()).isEqualTo(10));
    assertThat(seenBodies()).hasSize(10).doesNotHaveDuplicates();
  }

  @Test
  void shouldNotReportWhatIsDoneAfterTheQueueWasDropped() throws Exception {
    var inListener = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    listen(
        messages -> {
          inListener.countDown();
          Waiting.until(release);
          return End.DONE;
        });
    PullRequest request = fixture.request();
    fixture.submit(request, fixture.messages(1));
    Waiting.until(inListener);

    request.drop();
    release.countDown();
    fixture.service().shutdown();

    assertThat(fixture.offset()).isNegative();
  }

  @Test
  void shouldNotBeginWithADroppedQueue() throws Exception {
    listen(messages -> End.DONE);
    PullRequest dropped = fixture.request();
    dropped.drop();

    fixture.submit(dropped, fixture.messages(3));
    fixture.submit(fixture.request(), fixture.messages(1));

    eventually(() -> assertThat(seen).hasSize(1));
    assertThat(seen.peek().getQueueOffset()).isEqualTo(3);
  }

  @Test
  void shouldShowARetriedMessageInTheTopicThatItWasSentTo() throws Exception {
    listen(messages -> End.DONE);
    MessageExt retried = fixture.messages(1).get(0);
    retried.setTopic(RETRY_QUEUE.getTopic());
    retried.putProperty("RETRY_TOPIC", TOPIC);

    fixture.submit(fixture.request(), List.of(retried));

    eventually(() -> assertThat(seen).hasSize(1));
    assertThat(seen.peek().getTopic()).isEqualTo(TOPIC);
    assertThat(seen.peek().getProperty("CONSUME_START_TIME"))
        .isEqualTo(Long.toString(fixture.clock.millis()));
  }

  @Test
  void shouldTellHooksHowEachCallEnded() throws Exception {
    var ends = new ArrayList<>(List.of(End.DONE, End.FAILED, End.NULL, End.EXCEPTION, End.DONE));
    var told = new CopyOnWriteArrayList<String>();
    fixture.hooks.add(new Recorder(told));
    fixture.hooks.add(new Broken());
    fixture.settings.setSuspendCurrentQueueTimeMillis(10);
    var calls = new AtomicInteger();
    listen(
        messages -> {
          int call = calls.getAndIncrement();
          if (call == 4) {
            fixture.clock.advance(Duration.ofMinutes(15));
          }
          return ends.get(Math.min(call, 4));
        });

    for (int i = 0; i < 5; i++) {
      int before = i;
      fixture.submit(fixture.request(), fixture.messages(1));
      eventually(() -> assertThat(told).hasSizeGreaterThanOrEqualTo(2 * before + 2));
    }

    assertThat(told)
        .startsWith("before null", "after SUCCESS true", "before null", "after FAILED false")
        .contains("after RETURNNULL false", "after EXCEPTION false", "after TIME_OUT true");
  }

  private record Recorder(List<String> told) implements ConsumeMessageHook {
    @Override
    public String hookName() {
      return "recorder";
    }

    @Override
    public void consumeMessageBefore(ConsumeMessageContext context) {
      assertThat(context.getMq()).isEqualTo(QUEUE);
      assertThat(context.getConsumerGroup()).isEqualTo(ConsumeFixture.GROUP);
      assertThat(context.getMsgList()).hasSize(1);
      told.add("before " + context.getStatus());
    }

    @Override
    public void consumeMessageAfter(ConsumeMessageContext context) {
      String type = context.getProps().get(ConsumeMessageContext.CONSUME_CONTEXT_TYPE);
      told.add("after " + type + " " + context.isSuccess());
    }
  }

  private static final class Broken implements ConsumeMessageHook {
    @Override
    public String hookName() {
      return "broken";
    }

    @Override
    public void consumeMessageBefore(ConsumeMessageContext context) {
      throw new IllegalStateException("before");
    }

    @Override
    public void consumeMessageAfter(ConsumeMessageContext context) {
      throw new IllegalStateException("after");
    }
  }

  @Test
  void shouldCountWhatWentWellAndWhatFailed() throws Exception {
    var first = new AtomicInteger();
    fixture.settings.setSuspendCurrentQueueTimeMillis(10);
    listen(messages -> first.getAndIncrement() == 0 ? End.FAILED : End.DONE);

    fixture.submit(fixture.request(), fixture.messages(1));
    eventually(() -> assertThat(first).hasPositiveValue());
    fixture.submit(fixture.request(), fixture.messages(59));

    eventually(
        () -> {
          var status = fixture.consumption().stats().consumeStatus(TOPIC);
          assertThat(status.consumeOKTPS()).isGreaterThanOrEqualTo(59 / 60d);
          assertThat(status.consumeFailedTPS()).isEqualTo(1 / 60d);
          assertThat(status.consumeFailedMsgs()).isEqualTo(1);
        });
  }

  @Test
  void shouldConsumeDirectlyWithoutTouchingOffsets() throws Exception {
    var ends = new ArrayList<>(List.of(End.DONE, End.FAILED, End.NULL, End.EXCEPTION));
    listen(messages -> ends.remove(0));
    MessageExt message = fixture.messages(1).get(0);
    message.setTopic(RETRY_QUEUE.getTopic());
    message.putProperty("RETRY_TOPIC", TOPIC);
    DirectConsumption direct = fixture.consumption().direct();

    assertThat(direct.consume(message, "broker-a").consumeResult()).isEqualTo(CMResult.CR_SUCCESS);
    assertThat(direct.consume(message, "broker-a").consumeResult()).isEqualTo(CMResult.CR_LATER);
    assertThat(direct.consume(message, "broker-a").consumeResult())
        .isEqualTo(CMResult.CR_RETURN_NULL);
    var last = direct.consume(message, "broker-a");

    assertThat(last.consumeResult()).isEqualTo(CMResult.CR_THROW_EXCEPTION);
    assertThat(last.remark()).contains("told to");
    assertThat(seen.peek().getTopic()).isEqualTo(TOPIC);
    assertThat(fixture.offset()).isNegative();
  }
}
