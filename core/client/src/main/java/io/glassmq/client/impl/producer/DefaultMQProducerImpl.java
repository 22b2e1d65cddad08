package io.glassmq.client.impl.producer;

import io.glassmq.client.ClientParts;
import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.client.producer.MessageQueueSelector;
import io.glassmq.client.producer.SendCallback;
import io.glassmq.client.producer.SendResult;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageBatch;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.exception.RemotingException;
import java.util.Collection;
import java.util.List;

/** Signatures first; the inside follows within the hour. */
public final class DefaultMQProducerImpl {
  public DefaultMQProducerImpl(DefaultMQProducer settings, ClientParts parts) {}

  public void start() throws MQClientException {
    throw new UnsupportedOperationException();
  }

  public void shutdown() {
    throw new UnsupportedOperationException();
  }

  public SendResult send(Message msg, MessageQueue queue, long timeout)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    throw new UnsupportedOperationException();
  }

  public void sendAsync(Message msg, MessageQueue queue, SendCallback callback, long timeout)
      throws MQClientException, RemotingException, InterruptedException {
    throw new UnsupportedOperationException();
  }

  public void sendOneway(Message msg, MessageQueue queue)
      throws MQClientException, RemotingException, InterruptedException {
    throw new UnsupportedOperationException();
  }

  public MessageQueue select(Message msg, MessageQueueSelector selector, Object arg)
      throws MQClientException {
    throw new UnsupportedOperationException();
  }

  public MessageBatch batch(Collection<Message> msgs) throws MQClientException {
    throw new UnsupportedOperationException();
  }

  public List<MessageQueue> fetchPublishMessageQueues(String topic) throws MQClientException {
    throw new UnsupportedOperationException();
  }
}
