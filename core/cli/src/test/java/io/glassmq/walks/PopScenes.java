package io.glassmq.walks;

import static io.glassmq.walks.WalkScenes.begin;
import static io.glassmq.walks.WalkScenes.end;
import static org.awaitility.Awaitility.await;

import io.glassmq.client.ClientConfig;
import io.glassmq.client.ClientParts;
import io.glassmq.client.consumer.DefaultMQPushConsumer;
import io.glassmq.client.consumer.SimpleConsumer;
import io.glassmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import io.glassmq.client.consumer.listener.MessageListenerConcurrently;
import io.glassmq.client.impl.MQClientAPIImpl;
import io.glassmq.client.impl.MQPopAPI;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.common.consumer.ConsumeFromWhere;
import io.glassmq.common.consumer.ReceiptHandle;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageConst;
import io.glassmq.common.message.MessageExt;
import io.glassmq.remoting.ChannelEventListener;
import io.glassmq.remoting.protocol.header.PopMessageRequestHeader;
import io.glassmq.testkit.TestCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The scenes of the walks about pop: a broker that hands messages out, and who asks it. */
final class PopScenes {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** Nothing comes back while a debugger looks at it. */
  private static final Duration LONG = Duration.ofMinutes(10);

  /** A check point waits in the timer until 1 s before this is over. */
  private static final Duration SHORT = Duration.ofSeconds(3);

  /** The same, with time for a debugger to get ready. */
  private static final Duration LATER = Duration.ofSeconds(8);

  private final TestCluster cluster;
  private final DefaultMQProducer producer;

  /**
   * @param cluster whose brokers have {@code defaultMessageRequestMode = POP}
   */
  PopScenes(TestCluster cluster, DefaultMQProducer producer) {
    this.cluster = cluster;
    this.producer = producer;
  }

  void run() throws Exception {
    noRebalance();
    popAndAck();
    sharedQueue();
    comesBack();
    meets();
    inOrder();
  }

  /** The scene of a broker that lets check points wait in memory. */
  static void runInMemory(Path folder) throws Exception {
    try (var cluster = new TestCluster(folder).set("enablePopBufferMerge", "true")) {
      cluster.startNamesrv("namesrv-1");
      cluster.startBroker("broker-a");
      var producer = new DefaultMQProducer("senders");
      producer.setNamesrvAddr(cluster.namesrvAddr());
      producer.start();
      new PopScenes(cluster, producer).inMemory();
      producer.shutdown();
    }
  }

  private void send(String topic, String body) throws Exception {
    producer.send(new Message(topic, "TagA", body.getBytes()));
  }

  private SimpleConsumer simple(String topic) throws Exception {
    var consumer = new SimpleConsumer("poppers-of-" + topic);
    consumer.setNamesrvAddr(cluster.namesrvAddr());
    consumer.setAwaitDuration(Duration.ofSeconds(20));
    consumer.subscribe(topic, "*");
    consumer.start();
    return consumer;
  }

  private static MessageExt receive(SimpleConsumer consumer, Duration invisible) throws Exception {
    List<MessageExt> messages = List.of();
    while (messages.isEmpty()) {
      messages = consumer.receive(1, invisible);
    }
    return messages.get(0);
  }

  private void noRebalance() throws Exception {
    cluster.createTopic("HandedOut", 2);
    send("HandedOut", "for whoever asks");
    var consumer = new DefaultMQPushConsumer("poppers");
    consumer.setNamesrvAddr(cluster.namesrvAddr());
    consumer.setClientRebalance(false);
    consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
    consumer.subscribe("HandedOut", "*");
    var consumed = new CountDownLatch(1);
    consumer.registerMessageListener(
        (MessageListenerConcurrently)
            (messages, context) -> {
              consumed.countDown();
              return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
            });

    begin("Why is no rebalance needed?");
    consumer.start();
    if (!consumed.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("nothing was handed out");
    }
    end();
    consumer.shutdown();
  }

  private void popAndAck() throws Exception {
    cluster.createTopic("Popped", 1);
    send("Popped", "first");
    var consumer = simple("Popped");

    begin("What is written at a pop?");
    MessageExt message = receive(consumer, LONG);
    end();

    begin("What is written when the invisible time is changed?");
    consumer.changeInvisibleDuration(message, LONG.plusSeconds(1));
    end();

    begin("What is written at an acknowledgement?");
    consumer.ack(message);
    end();
    consumer.shutdown();
  }

  private void sharedQueue() throws Exception {
    cluster.createTopic("ManyAtOne", 1);
    send("ManyAtOne", "for one");
    send("ManyAtOne", "for the other");
    var one = simple("ManyAtOne");
    var other = simple("ManyAtOne");
    receive(one, LONG);

    begin("Why can many consumers share a queue?");
    receive(other, LONG);
    end();
    one.shutdown();
    other.shutdown();
  }

  private void comesBack() throws Exception {
    cluster.createTopic("NotDone", 1);
    send("NotDone", "comes back");
    var consumer = simple("NotDone");
    receive(consumer, LATER);

    begin("How does a message come back?");
    MessageExt again = receive(consumer, LONG);
    end();
    consumer.ack(again);
    consumer.shutdown();
  }

  private void meets() throws Exception {
    cluster.createTopic("Done", 1);
    send("Done", "is done in time");
    var consumer = simple("Done");

    begin("How does an acknowledgement find its check point?");
    consumer.ack(receive(consumer, SHORT));
    end();
    consumer.shutdown();
  }

  private void inMemory() throws Exception {
    cluster.createTopic("Quick", 1);
    send("Quick", "done at once");
    var consumer = simple("Quick");

    begin("How do a check point and its acknowledgements meet in memory?");
    consumer.ack(receive(consumer, LONG));
    end();
    consumer.shutdown();
  }

  /** No consumer of ours pops in order; the requests are what others send. */
  private void inOrder() throws Exception {
    cluster.createTopic("InOrder", 1);
    send("InOrder", "step 1");
    send("InOrder", "step 2");
    var remoting = ClientParts.defaults().remotingClient().apply(ChannelEventListener.NONE);
    remoting.start();
    MQPopAPI api = new MQClientAPIImpl(remoting, new ClientConfig()).pop(Runnable::run);
    String address = cluster.broker("broker-a").brokerAddr();
    MessageExt first = popInOrder(api, address).get(0);
    var handle = ReceiptHandle.decode(first.getProperty(MessageConst.PROPERTY_POP_CK));

    begin("How does an ordered pop keep the order?");
    if (!popInOrder(api, address).isEmpty()) {
      throw new AssertionError("the queue is not blocked");
    }
    api.ackMessage(address, "in-order", "InOrder", handle, LIMIT.toMillis())
        .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    await().atMost(LIMIT).until(() -> !popInOrder(api, address).isEmpty());
    end();
    remoting.shutdown();
  }

  private static List<MessageExt> popInOrder(MQPopAPI api, String address) throws Exception {
    var header =
        new PopMessageRequestHeader(
            "in-order",
            "InOrder",
            0,
            1,
            LONG.toMillis(),
            0,
            System.currentTimeMillis(),
            PopMessageRequestHeader.INIT_MIN,
            "TAG",
            "*",
            true,
            null);
    return api.popMessage(address, "broker-a", header, LIMIT.toMillis())
        .get(LIMIT.toSeconds(), TimeUnit.SECONDS)
        .getMsgFoundList();
  }
}
