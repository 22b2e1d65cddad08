package io.glassmq.client.impl.consumer;

import static io.glassmq.client.impl.consumer.ConsumeFixture.QUEUE;
import static io.glassmq.client.impl.consumer.ConsumeFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import io.glassmq.client.consumer.listener.ConsumeOrderlyStatus;
import io.glassmq.client.consumer.listener.MessageListenerConcurrently;
import io.glassmq.client.consumer.listener.MessageListenerOrderly;
import io.glassmq.common.StepMode;
import io.glassmq.common.message.MessageExt;
import io.glassmq.remoting.protocol.RequestCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/**
 * A listener is held at a breakpoint and the clock goes on. In step mode that must cost neither a
 * lock nor a queue nor a message. (Without it, it does: see the tests of the services.)
 */
class HeldListenerTest {
  private static final Duration HELD = Duration.ofMinutes(20);

  /** Runs in a JVM of its own, because the switch is read once. */
  static final class Held {
    private final ConsumeFixture fixture = new ConsumeFixture();
    private final List<MessageExt> delivered = new CopyOnWriteArrayList<>();
    private final CountDownLatch breakpoint = new CountDownLatch(1);
    private PullRequest request;

    public static void main(String[] args) throws Exception {
      System.out.print(new Held().orderly() + " " + new Held().concurrent());
    }

    private void hold(List<MessageExt> messages) {
      delivered.addAll(messages);
      Waiting.until(breakpoint);
    }

    private void begin(int inHand) throws InterruptedException {
      fixture.start();
      fixture.service().acquire(QUEUE);
      request = fixture.request();
      fixture.submit(request, fixture.messages(3));
      eventually(() -> assertThat(delivered).hasSize(inHand));
      fixture.clock.advance(HELD);
    }

    /** Lock kept, queue kept, messages delivered. */
    String orderly() throws Exception {
      fixture.settings.registerMessageListener(
          (MessageListenerOrderly)
              (messages, context) -> {
                hold(messages);
                return ConsumeOrderlyStatus.SUCCESS;
              });
      begin(1);
      boolean locked = fixture.consumption().locks().isLocked(QUEUE);
      fixture.service().release(request);
      fixture.clock.advance(HELD);
      boolean kept = !fixture.service().release(request);
      breakpoint.countDown();
      if (kept) {
        eventually(() -> assertThat(fixture.offset()).isEqualTo(3));
      }
      fixture.close();
      return locked + " " + kept + " " + delivered.size();
    }

    /** Messages given back, messages delivered. */
    String concurrent() throws Exception {
      fixture.settings.registerMessageListener(
          (MessageListenerConcurrently)
              (messages, context) -> {
                hold(messages);
                return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
              });
      begin(3);
      ((ConsumeMessageConcurrentlyService) fixture.service()).sendBackExpired();
      int givenBack = fixture.cluster.received(RequestCode.CONSUMER_SEND_MSG_BACK).size();
      breakpoint.countDown();
      eventually(() -> assertThat(fixture.offset()).isEqualTo(3));
      fixture.close();
      return givenBack + " " + delivered.size();
    }
  }

  @Test
  void shouldLoseNothingInStepMode() throws Exception {
    assertThat(runHeld()).isEqualTo("true true 3 0 3");
  }

  private static String runHeld() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-D" + StepMode.PROPERTY + "=true",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Held.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out.strip();
  }
}
