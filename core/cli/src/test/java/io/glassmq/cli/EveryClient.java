package io.glassmq.cli;

import io.glassmq.client.consumer.DefaultLitePullConsumer;
import io.glassmq.client.consumer.DefaultMQPushConsumer;
import io.glassmq.client.consumer.listener.ConsumeOrderlyStatus;
import io.glassmq.client.consumer.listener.MessageListenerOrderly;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.client.producer.SendCallback;
import io.glassmq.client.producer.SendResult;
import io.glassmq.common.consumer.ConsumeFromWhere;
import io.glassmq.common.message.Message;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** One client of each kind, set up so that each of their threads has something to do. */
final class EveryClient implements AutoCloseable {
  private final String namesrvAddr;
  private final DefaultMQProducer producer = new DefaultMQProducer("ThreadsTest");
  private final DefaultMQPushConsumer orderly = new DefaultMQPushConsumer("ThreadsTest-orderly");
  private final DefaultLitePullConsumer pulling = new DefaultLitePullConsumer("ThreadsTest-pull");

  EveryClient(String namesrvAddr) throws MQClientException {
    this.namesrvAddr = namesrvAddr;
    producer.setNamesrvAddr(namesrvAddr);
    producer.setSendLatencyEnable(true);
    producer.setStartDetectorEnable(true);
    producer.start();
  }

  DefaultMQProducer producer() {
    return producer;
  }

  /** Sends without waiting, to a topic that is new; consumes in order, failing once; pulls. */
  void useEverything() throws Exception {
    var answer = new CompletableFuture<SendResult>();
    producer.send(
        new Message("New", new byte[] {1}),
        new SendCallback() {
          @Override
          public void onSuccess(SendResult sendResult) {
            answer.complete(sendResult);
          }

          @Override
          public void onException(Throwable e) {
            answer.completeExceptionally(e);
          }
        });
    answer.get(60, TimeUnit.SECONDS);
    startOrderly();
    pulling.setNamesrvAddr(namesrvAddr);
    pulling.subscribe("New", "*");
    pulling.start();
    pulling.poll(1);
  }

  private void startOrderly() throws MQClientException {
    var failed = new AtomicBoolean();
    orderly.setNamesrvAddr(namesrvAddr);
    orderly.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
    orderly.setPullInterval(1);
    orderly.subscribe("New", "*");
    orderly.registerMessageListener(
        (MessageListenerOrderly)
            (messages, context) ->
                failed.compareAndSet(false, true)
                    ? ConsumeOrderlyStatus.SUSPEND_CURRENT_QUEUE_A_MOMENT
                    : ConsumeOrderlyStatus.SUCCESS);
    orderly.start();
  }

  @Override
  public void close() {
    pulling.shutdown();
    orderly.shutdown();
    producer.shutdown();
  }
}
