package io.glassmq.client.impl.consumer;

import io.glassmq.client.consumer.DefaultMQPushConsumer;
import io.glassmq.client.consumer.listener.ConsumeReturnType;
import io.glassmq.client.hook.ConsumeMessageContext;
import io.glassmq.client.hook.ConsumeMessageHook;
import io.glassmq.common.Clock;
import io.glassmq.common.event.ConsumeEvent;
import io.glassmq.common.message.MessageConst;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.common.topic.Namespace;
import io.glassmq.common.topic.TopicNames;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last step of every message on its way to the listener: makes it look as its sender sent it,
 * tells hooks and flight recorder before and after, and takes whatever goes wrong in the listener
 * for a failure.
 *
 * <p>Runs on the thread that calls the listener.
 */
final class Delivery {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  private final String group;
  private final Namespace namespace;
  private final String retryTopic;
  private final long timeoutMillis;
  private final List<ConsumeMessageHook> hooks;
  private final Clock clock;

  /**
   * @param hooks the live list
   */
  Delivery(DefaultMQPushConsumer settings, List<ConsumeMessageHook> hooks, Clock clock) {
    this.group = settings.getConsumerGroup();
    this.namespace = settings.namespace();
    this.retryTopic = TopicNames.retryTopic(group);
    this.timeoutMillis = TimeUnit.MINUTES.toMillis(settings.getConsumeTimeout());
    this.hooks = hooks;
    this.clock = clock;
  }

  /**
   * @param status what the listener returned, or what its failure counts as
   */
  record Outcome<S>(S status, long tookMillis) {}

  /**
   * Calls the listener.
   *
   * @param failure what an exception and null count as
   */
  <S extends Enum<S>> Outcome<S> deliver(
      List<MessageExt> messages, MessageQueue queue, Callable<S> listener, S failure) {
    long startMillis = clock.millis();
    prepare(messages, startMillis);
    var context = hooks.isEmpty() ? null : new ConsumeMessageContext(group, messages, queue);
    tellHooks(context, hook -> hook.consumeMessageBefore(context));
    var event = new ConsumeEvent();
    event.begin();
    S returned = null;
    boolean threw = false;
    try {
      returned = listener.call();
      if (returned == null) {
        LOG.warn("The listener of {} returned null for {}", group, describe(messages, queue));
      }
    } catch (Throwable e) { // whatever user code throws, its messages are to be tried again
      threw = true;
      LOG.warn("The listener of {} failed for {}", group, describe(messages, queue), e);
    }
    event.end();
    S status = returned == null ? failure : returned;
    long tookMillis = clock.millis() - startMillis;
    if (context != null) {
      ConsumeReturnType type = returnType(threw, returned, failure, tookMillis);
      context.getProps().put(ConsumeMessageContext.CONSUME_CONTEXT_TYPE, type.name());
      context.setStatus(status.name());
      context.setSuccess(status != failure);
      tellHooks(context, hook -> hook.consumeMessageAfter(context));
    }
    if (event.shouldCommit()) {
      messages.forEach(message -> commit(event, message, status));
    }
    return new Outcome<>(status, tookMillis);
  }

  /** The listener sees every message under the topic that it subscribed to. */
  void prepare(List<MessageExt> messages, long startMillis) {
    String start = Long.toString(startMillis);
    for (MessageExt message : messages) {
      message.setTopic(namespace.unwrap(originalTopic(message)));
      message.putProperty(MessageConst.PROPERTY_CONSUME_START_TIMESTAMP, start);
    }
  }

  private String originalTopic(MessageExt message) {
    String topic = message.getTopic();
    if (!topic.equals(retryTopic)) {
      return TopicNames.originalTopicOfPopRetry(topic, group);
    }
    String original = message.getProperty(MessageConst.PROPERTY_RETRY_TOPIC);
    return original == null ? topic : original;
  }

  private ConsumeReturnType returnType(
      boolean threw, Object returned, Object failure, long tookMillis) {
    if (returned == null) {
      return threw ? ConsumeReturnType.EXCEPTION : ConsumeReturnType.RETURNNULL;
    }
    if (tookMillis >= timeoutMillis) {
      return ConsumeReturnType.TIME_OUT;
    }
    return returned == failure ? ConsumeReturnType.FAILED : ConsumeReturnType.SUCCESS;
  }

  private void tellHooks(ConsumeMessageContext context, Consumer<ConsumeMessageHook> what) {
    if (context == null) {
      return;
    }
    for (ConsumeMessageHook hook : hooks) {
      try {
        what.accept(hook);
      } catch (RuntimeException e) {
        LOG.warn("Hook {} of {} failed for {}", hook.hookName(), group, context.getMq(), e);
      }
    }
  }

  private static String describe(List<MessageExt> messages, MessageQueue queue) {
    long first = messages.get(0).getQueueOffset();
    return messages.size() + " messages of " + queue + " from offset " + first;
  }

  private void commit(ConsumeEvent event, MessageExt message, Enum<?> status) {
    event.topic = message.getTopic();
    event.queueId = message.getQueueId();
    event.queueOffset = message.getQueueOffset();
    event.group = group;
    event.msgId = message.getMsgId();
    event.result = status.name();
    event.commit();
  }
}
