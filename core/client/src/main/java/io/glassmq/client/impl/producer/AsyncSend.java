package io.glassmq.client.impl.producer;

import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.producer.SendCallback;
import io.glassmq.client.producer.SendResult;
import io.glassmq.common.event.SendEvent;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.exception.RemotingTooMuchRequestException;
import io.glassmq.remoting.protocol.RemotingCommand;
import java.util.concurrent.CompletionException;
import org.jetbrains.annotations.Async;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One asynchronous send on its way, through all its attempts.
 *
 * <p>Begins on the caller's thread; what follows an answer runs on a callback thread. Only failures
 * of the network are worth another attempt: a broker's refusal goes to the callback at once.
 */
final class AsyncSend {
  private static final Logger LOG = LoggerFactory.getLogger(AsyncSend.class);

  private final DefaultMQProducerImpl producer;
  private final SendMessageCodec codec;
  private final Message msg;
  private final MessageQueue fixedQueue;
  private final SendCallback callback;
  private final long deadline;
  private final SendEvent event = new SendEvent();

  // one thread after the other
  private MessageQueue queue;
  private String address;
  private int retriesLeft;

  /**
   * @param fixedQueue to send to in all attempts, or null to choose
   * @param deadline when to give up, in milliseconds of the client's clock
   */
  AsyncSend(
      DefaultMQProducerImpl producer,
      SendMessageCodec codec,
      Message msg,
      MessageQueue fixedQueue,
      @Async.Schedule SendCallback callback,
      long deadline) {
    this.producer = producer;
    this.codec = codec;
    this.msg = msg;
    this.fixedQueue = fixedQueue;
    this.callback = callback;
    this.deadline = deadline;
  }

  void start() throws MQClientException {
    event.begin();
    retriesLeft = producer.retriesOfAsyncSend();
    var callbacks = producer.running().callbacks();
    try {
      producer.check(msg, fixedQueue);
      attempt(null);
    } catch (Exception e) {
      restoreInterrupt(e);
      callbacks.execute(() -> tell(callback, null, e));
    }
  }

  private void attempt(String failedBroker) throws Exception {
    queue =
        fixedQueue == null
            ? producer.publishInfo(msg.getTopic()).selectOneMessageQueue(failedBroker)
            : fixedQueue;
    var instance = producer.running();
    address = instance.routes().publishAddress(queue);
    RemotingCommand request = codec.request(msg, queue);
    instance
        .api()
        .sendMessageAsync(address, request, producer.timeLeft(msg, deadline))
        .whenCompleteAsync(this::answered, instance.callbacks());
  }

  private void answered(RemotingCommand response, Throwable problem) {
    Throwable failure = problem instanceof CompletionException ? problem.getCause() : problem;
    try {
      if (failure == null) {
        SendResult result = codec.result(response, msg, queue, address);
        DefaultMQProducerImpl.commit(event, result);
        tell(callback, result, null);
      } else if (isWorthAnotherTry(failure) && retriesLeft-- > 0) {
        LOG.warn("Topic {}: could not send to {}: {}", msg.getTopic(), queue, failure.toString());
        attempt(queue.getBrokerName());
      } else {
        tell(callback, null, failure);
      }
    } catch (Exception e) {
      restoreInterrupt(e);
      tell(callback, null, e);
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

  private void tell(@Async.Execute SendCallback to, SendResult result, Throwable failure) {
    try {
      if (failure == null) {
        to.onSuccess(result);
      } else {
        to.onException(failure);
      }
    } catch (RuntimeException e) {
      LOG.error("Topic {}: the send callback itself failed", msg.getTopic(), e);
    }
  }
}
