package io.glassmq.client.impl.consumer;

import io.glassmq.client.Validators;
import io.glassmq.client.consumer.DefaultLitePullConsumer;
import io.glassmq.client.consumer.DefaultMQPullConsumer;
import io.glassmq.client.consumer.PushConsumerConfig;
import io.glassmq.client.exception.MQClientException;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;

/** What a consumer's settings must be like before it starts. */
final class ConsumerChecks {
  private ConsumerChecks() {}

  static void check(PushConsumerConfig settings) throws MQClientException {
    Validators.checkGroup(settings.getConsumerGroup());
    present("messageModel", settings.getMessageModel());
    present("subscription", settings.getSubscription());
    present("messageListener", settings.getMessageListener());
    present("allocateMessageQueueStrategy", settings.getAllocateMessageQueueStrategy());
    present("consumeFromWhere", settings.getConsumeFromWhere());
    timestamp(settings.getConsumeTimestamp());
    range("consumeThreadMin", settings.getConsumeThreadMin(), 1, 1_000);
    range(
        "consumeThreadMax", settings.getConsumeThreadMax(), settings.getConsumeThreadMin(), 1_000);
    range("consumeConcurrentlyMaxSpan", settings.getConsumeConcurrentlyMaxSpan(), 1, 65_535);
    range("pullThresholdForQueue", settings.getPullThresholdForQueue(), 1, 65_535);
    range("pullThresholdSizeForQueue", settings.getPullThresholdSizeForQueue(), 1, 1_024);
    limit("pullThresholdForTopic", settings.getPullThresholdForTopic(), 6_553_500);
    limit("pullThresholdSizeForTopic", settings.getPullThresholdSizeForTopic(), 102_400);
    range("pullBatchSizeInBytes", settings.getPullBatchSizeInBytes(), 1, Integer.MAX_VALUE);
    range("pullInterval", settings.getPullInterval(), 0, 65_535);
    range("consumeMessageBatchMaxSize", settings.getConsumeMessageBatchMaxSize(), 1, 1_024);
    range("maxReconsumeTimes", settings.getMaxReconsumeTimes(), -1, Integer.MAX_VALUE);
    range("consumeTimeout", settings.getConsumeTimeout(), 1, Integer.MAX_VALUE);
    range("pullBatchSize", settings.getPullBatchSize(), 1, 1_024);
    range("popInvisibleTime", settings.getPopInvisibleTime(), 5_000, 300_000);
    range("popBatchNums", settings.getPopBatchNums(), 1, 32);
    range("popThresholdForQueue", settings.getPopThresholdForQueue(), 1, Integer.MAX_VALUE);
  }

  static void check(DefaultLitePullConsumer settings) throws MQClientException {
    Validators.checkGroup(settings.getConsumerGroup());
    present("messageModel", settings.getMessageModel());
    present("allocateMessageQueueStrategy", settings.getAllocateMessageQueueStrategy());
    present("consumeFromWhere", settings.getConsumeFromWhere());
    timestamp(settings.getConsumeTimestamp());
    range("pullThreadNums", settings.getPullThreadNums(), 1, Integer.MAX_VALUE);
    range("pullBatchSize", settings.getPullBatchSize(), 1, Integer.MAX_VALUE);
    longerThanSuspended(
        settings.getConsumerTimeoutMillisWhenSuspend(), settings.getBrokerSuspendMaxTimeMillis());
  }

  static void check(DefaultMQPullConsumer settings) throws MQClientException {
    Validators.checkGroup(settings.getConsumerGroup());
    present("messageModel", settings.getMessageModel());
    present("allocateMessageQueueStrategy", settings.getAllocateMessageQueueStrategy());
    longerThanSuspended(
        settings.getConsumerTimeoutMillisWhenSuspend(), settings.getBrokerSuspendMaxTimeMillis());
  }

  private static void longerThanSuspended(long timeoutMillis, long suspendMillis)
      throws MQClientException {
    if (timeoutMillis < suspendMillis) {
      throw new MQClientException(
          "consumerTimeoutMillisWhenSuspend = %d: give at least brokerSuspendMaxTimeMillis = %d."
              .formatted(timeoutMillis, suspendMillis),
          null);
    }
  }

  private static void present(String name, Object value) throws MQClientException {
    if (value == null) {
      throw new MQClientException(name + " is not set; set it before start().", null);
    }
  }

  private static void timestamp(String text) throws MQClientException {
    try {
      LocalDateTime.parse(text, PushConsumerConfig.TIMESTAMP);
    } catch (DateTimeParseException e) {
      throw new MQClientException("consumeTimestamp = " + text + ": give yyyyMMddHHmmss.", e);
    }
  }

  /** -1 for none. */
  private static void limit(String name, long value, long max) throws MQClientException {
    if (value != -1) {
      range(name, value, 1, max);
    }
  }

  private static void range(String name, long value, long min, long max) throws MQClientException {
    if (value < min || value > max) {
      throw new MQClientException(
          name + " = " + value + ": give a number from " + min + " to " + max + ".", null);
    }
  }
}
