package io.glassmq.client.impl.consumer;

import io.glassmq.client.ClientConfig;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.impl.MQPopAPI;
import io.glassmq.client.impl.factory.MQClientInstance;
import io.glassmq.common.consumer.ReceiptHandle;
import io.glassmq.common.message.MessageConst;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * What a simple consumer says to brokers about the messages that it has popped: it shows the
 * receipt of each to the broker that gave it.
 *
 * <p>Thread-safe. The futures complete on callback threads of the client.
 */
record PopReceipts(ClientConfig config, MQClientInstance instance, MQPopAPI api, String group) {

  /**
   * Says that a message is consumed.
   *
   * @throws MQClientException if it has no receipt, or one whose time is over
   */
  CompletableFuture<Void> ack(MessageExt message) throws MQClientException, InterruptedException {
    ReceiptHandle handle = valid(message);
    String topic = config.namespace().wrap(message.getTopic());
    String address = address(topic, handle);
    return api.ackMessage(address, group, topic, handle, config.getMqClientApiTimeout())
        .thenApplyAsync(ok -> ok, instance.callbacks());
  }

  /** Hides a message for another time; then it has another receipt. */
  CompletableFuture<Void> changeInvisible(MessageExt message, Duration invisible)
      throws MQClientException, InterruptedException {
    ReceiptHandle handle = valid(message);
    String topic = config.namespace().wrap(message.getTopic());
    String address = address(topic, handle);
    int timeoutMillis = config.getMqClientApiTimeout();
    return api.changeInvisibleTime(
            address, group, topic, handle, invisible.toMillis(), timeoutMillis)
        .thenAcceptAsync(
            changed -> message.putProperty(MessageConst.PROPERTY_POP_CK, changed.encode()),
            instance.callbacks());
  }

  private String address(String topic, ReceiptHandle handle)
      throws MQClientException, InterruptedException {
    var queue = new MessageQueue(topic, handle.brokerName(), handle.queueId());
    return instance.routes().publishAddress(queue);
  }

  /** A broker takes every receipt and never says that it came too late. */
  private ReceiptHandle valid(MessageExt message) throws MQClientException {
    ReceiptHandle handle = receipt(message);
    long lateMillis = instance.clock().millis() - handle.reviveTime();
    if (lateMillis >= 0) {
      throw new MQClientException(
          "The message %s was ours until %d ms ago; somebody else may have it by now."
              .formatted(message.getMsgId(), lateMillis),
          null);
    }
    return handle;
  }

  private static ReceiptHandle receipt(MessageExt message) throws MQClientException {
    String text = message.getProperty(MessageConst.PROPERTY_POP_CK);
    try {
      return ReceiptHandle.decode(text);
    } catch (IllegalArgumentException e) {
      throw new MQClientException(
          "The message %s was not received by pop: its property %s is %s."
              .formatted(message.getMsgId(), MessageConst.PROPERTY_POP_CK, text),
          e);
    }
  }
}
