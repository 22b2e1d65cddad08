package io.glassmq.client.impl.consumer;

import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.impl.MQPopAPI;
import io.glassmq.client.impl.factory.MQClientInstance;
import io.glassmq.common.consumer.ReceiptHandle;
import io.glassmq.common.message.MessageConst;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the broker what became of a popped message: it is consumed, or it shall come again later.
 * Nobody waits for the answers, for nothing is lost with one: a message whose broker does not hear
 * of it comes back when its time is over.
 *
 * <p>Any thread. Official counterpart: {@code
 * org.apache.rocketmq.client.impl.consumer.DefaultMQPushConsumerImpl}, where it is a part.
 */
final class PopOutcomes {
  private static final Logger LOG = LoggerFactory.getLogger(PopOutcomes.class);
  private static final long TIMEOUT_MILLIS = 3_000;

  /** When a message comes again, by how often it failed. */
  private static final int[] DELAY_SECONDS = {
    10, 30, 60, 120, 180, 240, 300, 360, 420, 480, 540, 600, 1200, 1800, 3600, 7200
  };

  private static final int LAST_LEVEL = DELAY_SECONDS.length - 1;

  private final MQClientInstance instance;
  private final MQPopAPI api;
  private final String group;
  private final int maxReconsumeTimes;

  /**
   * @param maxReconsumeTimes after which a message need not come again
   */
  PopOutcomes(MQClientInstance instance, String group, int maxReconsumeTimes) {
    this.instance = instance;
    this.api = instance.api().pop(instance.callbacks());
    this.group = group;
    this.maxReconsumeTimes = maxReconsumeTimes;
  }

  int maxReconsumeTimes() {
    return maxReconsumeTimes;
  }

  @FunctionalInterface
  private interface Call {
    CompletableFuture<?> on(String address, ReceiptHandle handle);
  }

  /** The message is consumed, or nobody wants it. */
  void ack(MessageExt message, MessageQueue queue) {
    tell(
        message,
        queue,
        (address, handle) ->
            api.ackMessage(address, group, queue.getTopic(), handle, TIMEOUT_MILLIS));
  }

  /**
   * The listener failed: the message comes again after a while that grows with each failure. One
   * that has failed too often gets as long as it is old, and in the end none of it.
   *
   * @param delayLevel as the listener wants it; 0 if it does not care
   */
  void failed(MessageExt message, MessageQueue queue, int delayLevel) {
    int level = delayLevel == 0 ? message.getReconsumeTimes() : delayLevel;
    if (message.getReconsumeTimes() >= maxReconsumeTimes) {
      long ageMillis = instance.clock().millis() - message.getBornTimestamp();
      if (ageMillis > 2 * millisOf(LAST_LEVEL)) {
        LOG.warn("Group {}: {} is given up, it has failed too often", group, describe(message));
        ack(message, queue);
        return;
      }
      level = levelLongerThan(ageMillis);
    }
    comeAgainAfter(millisOf(level), message, queue);
  }

  private static int levelLongerThan(long ageMillis) {
    int level = 0;
    while (level < LAST_LEVEL && millisOf(level) <= ageMillis) {
      level++;
    }
    return level;
  }

  private static long millisOf(int level) {
    return TimeUnit.SECONDS.toMillis(DELAY_SECONDS[Math.max(0, Math.min(level, LAST_LEVEL))]);
  }

  private void comeAgainAfter(long delayMillis, MessageExt message, MessageQueue queue) {
    tell(
        message,
        queue,
        (address, handle) ->
            api.changeInvisibleTime(
                address, group, queue.getTopic(), handle, delayMillis, TIMEOUT_MILLIS));
  }

  private void tell(MessageExt message, MessageQueue queue, Call call) {
    try {
      var handle = ReceiptHandle.decode(message.getProperty(MessageConst.PROPERTY_POP_CK));
      call.on(instance.routes().publishAddress(queue), handle)
          .whenComplete(
              (answer, failure) -> {
                if (failure != null) {
                  warn(message, PullAPIWrapper.cause(failure));
                }
              });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      warn(message, e);
    } catch (MQClientException | RuntimeException e) {
      warn(message, e);
    }
  }

  private void warn(MessageExt message, Throwable failure) {
    LOG.warn(
        "Group {}: the broker did not hear what became of {}: {}",
        group,
        describe(message),
        failure.toString());
  }

  private static String describe(MessageExt message) {
    return "message %s of %s/%s/%d@%d"
        .formatted(
            message.getMsgId(),
            message.getTopic(),
            message.getBrokerName(),
            message.getQueueId(),
            message.getQueueOffset());
  }
}
