package io.glassmq.client.impl.consumer;

import io.glassmq.client.consumer.DefaultMQPushConsumer;
import io.glassmq.client.consumer.listener.MessageListenerConcurrently;
import io.glassmq.client.consumer.listener.MessageListenerOrderly;
import io.glassmq.client.consumer.store.OffsetStore;
import io.glassmq.client.hook.ConsumeMessageHook;
import io.glassmq.client.impl.factory.MQClientInstance;
import io.glassmq.client.stat.ConsumerStatsManager;
import io.glassmq.remoting.protocol.heartbeat.MessageModel;
import java.util.List;
import java.util.Optional;

/**
 * What stands between the fetched messages of a push consumer and its listener, put together.
 *
 * @param service brings messages to the listener in the way that it wants
 * @param pop brings popped messages to the listener, if the brokers may have us pop
 * @param outcomes tells brokers what became of those
 * @param pool the threads on which that happens
 * @param sendBack for messages that the listener could not consume
 * @param locks which queues are ours alone; asked only by an orderly service
 * @param stats how it is going
 * @param direct brings a message to the listener past all others
 */
record Consumption(
    ConsumeMessageService service,
    Optional<ConsumeMessagePopConcurrentlyService> pop,
    PopOutcomes outcomes,
    ConsumePool pool,
    SendBack sendBack,
    QueueLocks locks,
    ConsumerStatsManager stats,
    DirectConsumption direct) {
  private static final int NOT_SET = -1;
  private static final int DEFAULT_MAX_RECONSUME_TIMES = 16;

  /**
   * @param hooks the live list
   */
  static Consumption of(
      DefaultMQPushConsumer settings,
      MessageModel model,
      MQClientInstance instance,
      OffsetStore offsets,
      List<ConsumeMessageHook> hooks) {
    String group = settings.getConsumerGroup();
    var listener = settings.getMessageListener();
    var clock = instance.clock();
    var pool =
        new ConsumePool(group, settings.getConsumeThreadMin(), settings.getConsumeThreadMax());
    var delivery = new Delivery(settings, hooks, clock);
    int maxTimes = settings.getMaxReconsumeTimes();
    int ifNotSet =
        listener instanceof MessageListenerOrderly
            ? Integer.MAX_VALUE
            : DEFAULT_MAX_RECONSUME_TIMES;
    int giveUpAfter = maxTimes == NOT_SET ? ifNotSet : maxTimes;
    var sendBack = new SendBack(instance, settings.namespace(), group, giveUpAfter);
    var locks = new QueueLocks(instance, group);
    var stats = new ConsumerStatsManager(clock);
    var direct = new DirectConsumption(group, listener, delivery, clock);
    var outcomes = new PopOutcomes(instance, group, giveUpAfter);
    ConsumeMessageService service;
    ConsumeMessagePopConcurrentlyService pop = null;
    if (listener instanceof MessageListenerOrderly orderly) {
      service =
          new ConsumeMessageOrderlyService(
              settings, orderly, model, offsets, pool, delivery, sendBack, locks, stats, clock);
    } else {
      var concurrent =
          new ConcurrentListener(
              settings, (MessageListenerConcurrently) listener, pool, delivery, stats);
      service =
          new ConsumeMessageConcurrentlyService(
              settings, instance, concurrent, model, offsets, sendBack);
      if (!settings.isClientRebalance() && model == MessageModel.CLUSTERING) {
        pop = new ConsumeMessagePopConcurrentlyService(concurrent, outcomes, clock);
      }
    }
    return new Consumption(
        service, Optional.ofNullable(pop), outcomes, pool, sendBack, locks, stats, direct);
  }
}
