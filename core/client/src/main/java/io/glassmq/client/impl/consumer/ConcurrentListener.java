package io.glassmq.client.impl.consumer;

import io.glassmq.client.consumer.DefaultMQPushConsumer;
import io.glassmq.client.consumer.listener.ConsumeConcurrentlyContext;
import io.glassmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import io.glassmq.client.consumer.listener.MessageListenerConcurrently;
import io.glassmq.client.stat.ConsumerStatsManager;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import java.util.List;
import java.util.function.Consumer;
import org.jetbrains.annotations.Async;

/**
 * A listener that takes messages in any order, with the threads that call it: the same for messages
 * that were pulled and for those that were popped.
 *
 * <p>Thread-safe.
 */
record ConcurrentListener(
    DefaultMQPushConsumer settings,
    MessageListenerConcurrently listener,
    ConsumePool pool,
    Delivery delivery,
    ConsumerStatsManager stats) {

  /**
   * What the listener made of a list.
   *
   * @param ok how many messages from the first on are consumed; the others failed
   * @param delayLevel when those shall come again, as the listener wants it; 0 if it does not care
   */
  record Result(int ok, int delayLevel) {}

  /** Has fetched messages consumed, soon, in lists of the size that the user wants. */
  void submit(@Async.Schedule List<MessageExt> messages, Consumer<List<MessageExt>> consume) {
    int most = settings.getConsumeMessageBatchMaxSize();
    for (int from = 0; from < messages.size(); from += most) {
      List<MessageExt> some =
          List.copyOf(messages.subList(from, Math.min(from + most, messages.size())));
      pool.execute(() -> consume.accept(some));
    }
  }

  /** Calls the listener. */
  Result call(List<MessageExt> messages, MessageQueue queue) {
    var context = new ConsumeConcurrentlyContext(queue);
    var outcome =
        delivery.deliver(
            messages,
            queue,
            () -> listener.consumeMessage(messages, context),
            ConsumeConcurrentlyStatus.RECONSUME_LATER);
    boolean success = outcome.status() == ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
    int all = messages.size();
    int ok = success ? Math.max(0, Math.min(context.getAckIndex(), all - 1) + 1) : 0;
    stats.consumed(queue.getTopic(), outcome.tookMillis(), ok, all - ok);
    return new Result(ok, context.getDelayLevelWhenNextConsume());
  }
}
