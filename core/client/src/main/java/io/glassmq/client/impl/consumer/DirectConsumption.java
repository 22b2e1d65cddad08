package io.glassmq.client.impl.consumer;

import io.glassmq.client.consumer.listener.ConsumeConcurrentlyContext;
import io.glassmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import io.glassmq.client.consumer.listener.ConsumeOrderlyContext;
import io.glassmq.client.consumer.listener.ConsumeOrderlyStatus;
import io.glassmq.client.consumer.listener.MessageListener;
import io.glassmq.client.consumer.listener.MessageListenerConcurrently;
import io.glassmq.client.consumer.listener.MessageListenerOrderly;
import io.glassmq.common.Clock;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.protocol.body.CMResult;
import io.glassmq.remoting.protocol.body.ConsumeMessageDirectlyResult;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one message to the listener because an administrator wants to see what it does with it.
 * Process queues, offsets and retries are left alone.
 *
 * <p>Runs on the caller's thread. Official counterpart: {@code
 * org.apache.rocketmq.client.impl.consumer.ConsumeMessageService}.
 */
final class DirectConsumption {
  private static final Logger LOG = LoggerFactory.getLogger(DirectConsumption.class);

  private final String group;
  private final MessageListener listener;
  private final Delivery delivery;
  private final Clock clock;

  DirectConsumption(String group, MessageListener listener, Delivery delivery, Clock clock) {
    this.group = group;
    this.listener = listener;
    this.delivery = delivery;
    this.clock = clock;
  }

  ConsumeMessageDirectlyResult consume(MessageExt message, String brokerName) {
    message.setBrokerName(brokerName);
    List<MessageExt> one = List.of(message);
    var queue = new MessageQueue(message.getTopic(), brokerName, message.getQueueId());
    delivery.prepare(one, clock.millis());
    if (listener instanceof MessageListenerOrderly orderly) {
      var context = new ConsumeOrderlyContext(queue);
      var call = new Call(() -> result(orderly.consumeMessage(one, context)));
      return call.asResult(true, context.isAutoCommit());
    }
    var concurrent = (MessageListenerConcurrently) listener;
    var context = new ConsumeConcurrentlyContext(queue);
    return new Call(() -> result(concurrent.consumeMessage(one, context))).asResult(false, true);
  }

  /** One call of the listener, made when this is. */
  private final class Call {
    private final long startMillis = clock.millis();
    private CMResult result;
    private String remark;

    Call(Callable<CMResult> listener) {
      try {
        result = listener.call();
      } catch (Throwable e) { // whatever user code throws is what the administrator wants to know
        LOG.warn("The listener of {} failed for a message that it was to consume now", group, e);
        result = CMResult.CR_THROW_EXCEPTION;
        remark = e.toString();
      }
    }

    ConsumeMessageDirectlyResult asResult(boolean order, boolean autoCommit) {
      long tookMillis = clock.millis() - startMillis;
      return new ConsumeMessageDirectlyResult(order, autoCommit, result, remark, tookMillis);
    }
  }

  private static CMResult result(ConsumeConcurrentlyStatus status) {
    if (status == null) {
      return CMResult.CR_RETURN_NULL;
    }
    return switch (status) {
      case CONSUME_SUCCESS -> CMResult.CR_SUCCESS;
      case RECONSUME_LATER -> CMResult.CR_LATER;
    };
  }

  private static CMResult result(ConsumeOrderlyStatus status) {
    if (status == null) {
      return CMResult.CR_RETURN_NULL;
    }
    return switch (status) {
      case SUCCESS -> CMResult.CR_SUCCESS;
      case ROLLBACK -> CMResult.CR_ROLLBACK;
      case COMMIT -> CMResult.CR_COMMIT;
      case SUSPEND_CURRENT_QUEUE_A_MOMENT -> CMResult.CR_LATER;
    };
  }
}
