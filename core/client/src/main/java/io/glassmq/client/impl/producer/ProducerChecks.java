package io.glassmq.client.impl.producer;

import io.glassmq.client.Validators;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.producer.ProducerConfig;
import io.glassmq.common.compression.CompressionType;

/** What a producer's settings must be like before it starts. */
final class ProducerChecks {
  private ProducerChecks() {}

  static void check(ProducerConfig settings) throws MQClientException {
    Validators.checkGroup(settings.getProducerGroup());
    Validators.checkGroup(settings.namespace().wrap(settings.getProducerGroup()));
    range("defaultTopicQueueNums", settings.getDefaultTopicQueueNums(), 1);
    range("sendMsgTimeout", settings.getSendMsgTimeout(), 1);
    range("sendMsgMaxTimeoutPerRequest", settings.getSendMsgMaxTimeoutPerRequest(), -1);
    range("compressMsgBodyOverHowmuch", settings.getCompressMsgBodyOverHowmuch(), 1);
    int highestLevel = settings.getCompressType() == CompressionType.ZSTD ? 22 : 9;
    Validators.checkRange("compressLevel", settings.getCompressLevel(), 0, highestLevel);
    range("retryTimesWhenSendFailed", settings.getRetryTimesWhenSendFailed(), 0);
    range("retryTimesWhenSendAsyncFailed", settings.getRetryTimesWhenSendAsyncFailed(), 0);
    range("maxMessageSize", settings.getMaxMessageSize(), 1);
    range("detectTimeout", settings.getDetectTimeout(), 1);
    faultTables(settings.getLatencyMax(), settings.getNotAvailableDuration());
  }

  private static void faultTables(long[] latencyMax, long[] notAvailableDuration)
      throws MQClientException {
    if (latencyMax.length != notAvailableDuration.length) {
      throw new MQClientException(
          "latencyMax has %d entries, notAvailableDuration %d: give as many."
              .formatted(latencyMax.length, notAvailableDuration.length),
          null);
    }
    for (int i = 1; i < latencyMax.length; i++) {
      if (latencyMax[i] <= latencyMax[i - 1]) {
        throw new MQClientException(
            "latencyMax[" + i + "] = " + latencyMax[i] + ": give more than the entry before.",
            null);
      }
    }
  }

  private static void range(String name, long value, long min) throws MQClientException {
    Validators.checkRange(name, value, min, Integer.MAX_VALUE);
  }
}
