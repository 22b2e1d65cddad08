package io.glassmq.client.impl.consumer;

import io.glassmq.client.ClientParts;
import io.glassmq.client.consumer.DefaultMQPushConsumer;
import io.glassmq.client.exception.MQClientException;

/** Signatures first; the inside follows within the hour. */
public final class DefaultMQPushConsumerImpl {
  public DefaultMQPushConsumerImpl(DefaultMQPushConsumer settings, ClientParts parts) {}

  public void start() throws MQClientException {
    throw new UnsupportedOperationException();
  }

  public void shutdown() {
    throw new UnsupportedOperationException();
  }

  public void subscribe(String topic, String subExpression) throws MQClientException {
    throw new UnsupportedOperationException();
  }

  public void unsubscribe(String topic) {
    throw new UnsupportedOperationException();
  }
}
