package io.glassmq.client.impl.producer;

import io.glassmq.client.producer.ProducerConfig;
import io.glassmq.client.producer.SendCallback;
import io.glassmq.client.producer.SendResult;
import io.glassmq.common.Clock;
import io.glassmq.common.event.SendEvent;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.exception.RemotingTooMuchRequestException;
import io.glassmq.remoting.protocol.RemotingCommand;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jetbrains.annotations.Async;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One asynchronous send on its way, through all its attempts.
 *
 * <p>Begins where {@link AsyncSender} says; what follows an answer runs on a callback thread. Only
 * failures of the network are worth another attempt: a broker's refusal goes to the callback at
 * once.
 */
final class AsyncSend {
  private static final Logger LOG = LoggerFactory.getLogger(AsyncSend.class);

  private final DefaultMQProducerImpl producer;
  private final ProducerConfig settings;
  private final SendKernel kernel;
  private final Clock clock;
  private final Message msg;
  private final MessageQueue fixedQueue;
  private final SendCallback callback;
  private final long deadline;
  private final SendEvent event = new SendEvent();

  // one thread after the other
  private MessageQueue queue;
  private long attemptBegan;
  private int retriesLeft;
  private Runnable beforeEnd = () -> {};

  /**
   * @param fixedQueue to send to in all attempts, or null to choose
   * @param deadline when to give up, in milliseconds of the client's clock
   */
  AsyncSend(
      DefaultMQProducerImpl producer,
      SendKernel kernel,
      Message msg,
      MessageQueue fixedQueue,
      @Async.Schedule SendCallback callback,
      long deadline) {
    this.producer = producer;
    this.settings = kernel.settings();
    this.kernel = kernel;
    this.clock = kernel.instance().clock();
    this.msg = msg;
    this.fixedQueue = fixedQueue;
    this.callback = callback;
    this.deadline = deadline;
  }

  /** Bytes of the body. */
  int size() {
    return msg == null || msg.getBody() == null ? 1 : msg.getBody().length;
  }

  /** Milliseconds, none or less when time is up. */
  long timeLeft() {
    return deadline - clock.millis();
  }

  /** What is to be done once when this send is over. */
  void beforeEnd(Runnable action) {
    beforeEnd = action;
  }

  void start() {
    event.begin();
    retriesLeft = settings.getRetryTimesWhenSendAsyncFailed();
    try {
      producer.check(msg, fixedQueue);
      attempt(null);
    } catch (Exception e) {
      restoreInterrupt(e);
      callbackExecutor().execute(() -> end(null, e));
    }
  }

  private void attempt(String failedBroker) throws Exception {
    queue =
        fixedQueue == null
            ? kernel.select(kernel.publishInfo(producer.onServers(msg.getTopic())), failedBroker)
            : producer.onServers(fixedQueue);
    attemptBegan = clock.millis();
    try {
      SendKernel.Sent sent = kernel.sendAsync(msg, queue, deadline);
      sent.future()
          .whenCompleteAsync(
              (response, problem) -> answered(sent.ready(), response, problem), callbackExecutor());
    } catch (RemotingException e) {
      kernel.learn(queue, attemptBegan, e, false);
      throw e;
    }
  }

  private Executor callbackExecutor() {
    Executor users = settings.getCallbackExecutor();
    return users == null ? kernel.instance().callbacks() : users;
  }

  private void answered(SendKernel.Ready ready, RemotingCommand response, Throwable problem) {
    try {
      if (problem == null) {
        SendResult result = kernel.succeeded(ready, response, event);
        kernel.learn(queue, attemptBegan, null, true);
        end(result, null);
        return;
      }
      failed(ready, problem instanceof CompletionException ? problem.getCause() : problem);
    } catch (Exception e) {
      kernel.failed(ready, e);
      kernel.learn(queue, attemptBegan, e, true);
      end(null, e);
    }
  }

  private void failed(SendKernel.Ready ready, Throwable failure) {
    kernel.failed(ready, new RemotingException(failure.getMessage(), failure));
    kernel.learn(queue, attemptBegan, failure, true);
    if (!isWorthAnotherTry(failure) || retriesLeft-- <= 0 || timeLeft() <= 0) {
      end(null, failure);
      return;
    }
    LOG.warn("Topic {}: could not send to {}: {}", msg.getTopic(), queue, failure.toString());
    try {
      attempt(queue.getBrokerName());
    } catch (Exception e) {
      restoreInterrupt(e);
      e.addSuppressed(failure);
      end(null, e);
    }
  }

  private static boolean isWorthAnotherTry(Throwable failure) {
    return failure instanceof RemotingException
        && !(failure instanceof RemotingTooMuchRequestException);
  }

  private static void restoreInterrupt(Exception e) {
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tells the callback; one of the two is null. */
  void end(SendResult result, Throwable failure) {
    beforeEnd.run();
    tell(callback, result, failure);
  }

  private void tell(@Async.Execute SendCallback to, SendResult result, Throwable failure) {
    try {
      if (failure == null) {
        to.onSuccess(result);
      } else {
        to.onException(failure);
      }
    } catch (RuntimeException e) {
      LOG.error("The send callback of {} itself failed", this, e);
    }
  }

  @Override
  public String toString() {
    return msg == null ? "no message" : "a message to topic " + msg.getTopic();
  }
}
