package io.glassmq.client.impl.consumer;

import io.glassmq.common.Clock;
import io.glassmq.common.message.MessageExt;
import java.util.List;
import org.jetbrains.annotations.Async;

/**
 * Calls the listener for popped messages, on many threads at a time, and has the broker told what
 * became of each of them. A message whose time is over belongs to somebody else by then: it is
 * neither shown to the listener nor is anything said of it.
 *
 * <p>Runs on the threads of the {@link ConsumePool}. Official counterpart: {@code
 * org.apache.rocketmq.client.impl.consumer.ConsumeMessagePopConcurrentlyService}.
 */
record ConsumeMessagePopConcurrentlyService(
    ConcurrentListener listener, PopOutcomes outcomes, Clock clock) {

  /**
   * Gives popped messages to the listener, soon, in lists of the size that the user wants.
   *
   * @param visibleMillis when they come back by themselves, in ms since 1970
   */
  void submitPopConsumeRequest(
      @Async.Schedule List<MessageExt> messages, PopProcessQueue queue, long visibleMillis) {
    listener.submit(messages, some -> consume(some, queue, visibleMillis));
  }

  private void consume(
      @Async.Execute List<MessageExt> messages, PopProcessQueue queue, long visibleMillis) {
    try {
      if (!isOver(queue, visibleMillis)) {
        var result = listener.call(messages, queue.messageQueue());
        if (!isOver(queue, visibleMillis)) {
          processConsumeResult(messages, queue, result);
        }
      }
    } finally {
      queue.gone(messages.size());
    }
  }

  private boolean isOver(PopProcessQueue queue, long visibleMillis) {
    return queue.isDropped() || clock.millis() >= visibleMillis;
  }

  private void processConsumeResult(
      List<MessageExt> messages, PopProcessQueue queue, ConcurrentListener.Result result) {
    for (int i = 0; i < messages.size(); i++) {
      if (i < result.ok()) {
        outcomes.ack(messages.get(i), queue.messageQueue());
      } else {
        outcomes.failed(messages.get(i), queue.messageQueue(), result.delayLevel());
      }
    }
  }
}
