package io.glassmq.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.glassmq.client.admin.DefaultMQAdminExt;
import io.glassmq.client.consumer.SimpleConsumer;
import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.protocol.body.Connection;
import io.glassmq.remoting.protocol.body.ConsumerConnection;
import io.glassmq.remoting.protocol.heartbeat.ConsumeType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A simple consumer of a topic that lives on two brokers. */
class SimpleConsumerEndToEndTest {
  private static final String TOPIC = "Orders";
  private static final String GROUP = "workers";
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration INVISIBLE = Duration.ofSeconds(60);

  private final DefaultMQProducer producer = new DefaultMQProducer("senders");
  private final SimpleConsumer consumer = new SimpleConsumer(GROUP);
  private TestCluster cluster;
  private List<MessageQueue> queues;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    cluster = new TestCluster(folder);
    cluster.startNamesrv("namesrv-1");
    cluster.startBroker("broker-a");
    cluster.startBroker("broker-b");
    queues = cluster.createTopic(TOPIC, 2);
    cluster.connect(producer);
    producer.start();
    cluster.connect(consumer);
    consumer.setAwaitDuration(Duration.ofMillis(200));
    consumer.subscribe(TOPIC, "*");
    consumer.start();
  }

  @AfterEach
  void stop() {
    consumer.close();
    producer.shutdown();
    cluster.close();
  }

  private Set<String> sendToAllQueues(int each) throws Exception {
    Set<String> sent = new HashSet<>();
    for (MessageQueue queue : queues) {
      for (int i = 0; i < each; i++) {
        String body = queue.getBrokerName() + "/" + queue.getQueueId() + "/" + i;
        producer.send(new Message(TOPIC, body.getBytes()), queue);
        sent.add(body);
      }
    }
    return sent;
  }

  @Test
  void shouldReceiveFromAllQueuesOfBothBrokers() throws Exception {
    Set<String> sent = sendToAllQueues(5);

    List<String> received = new ArrayList<>();
    await()
        .atMost(LIMIT)
        .until(
            () -> {
              for (MessageExt message : consumer.receive(3, INVISIBLE)) {
                received.add(new String(message.getBody()));
                consumer.ack(message);
              }
              return received.size() >= sent.size();
            });

    assertThat(received).containsExactlyInAnyOrderElementsOf(sent);
  }

  @Test
  void shouldGoOnWithTheOtherBrokerWhenOneIsGone() throws Exception {
    sendToAllQueues(1);
    cluster.stopBroker("broker-a");

    assertThatThrownBy(() -> consumer.receive(8, INVISIBLE)).isInstanceOf(RemotingException.class);
    // its turn comes again with each receive; what is new may not be in its queue yet
    List<MessageExt> received = new ArrayList<>();
    await()
        .atMost(LIMIT)
        .ignoreExceptionsInstanceOf(RemotingException.class)
        .until(
            () -> {
              received.addAll(consumer.receive(8, INVISIBLE));
              return received.size() >= 2;
            });

    assertThat(received).hasSize(2).extracting(MessageExt::getBrokerName).containsOnly("broker-b");
  }

  @Test
  void shouldWakeUpWhenAMessageComes() throws Exception {
    consumer.setAwaitDuration(LIMIT);
    List<CompletableFuture<List<MessageExt>>> waiting =
        List.of(consumer.receiveAsync(1, INVISIBLE), consumer.receiveAsync(1, INVISIBLE));

    sendToAllQueues(1);

    for (CompletableFuture<List<MessageExt>> answer : waiting) {
      assertThat(answer.get(LIMIT.toSeconds() / 2, TimeUnit.SECONDS)).hasSize(1);
    }
  }

  @Test
  void shouldBeSeenByAdministratorsAsAMemberThatPops() throws Exception {
    var admin = new DefaultMQAdminExt();
    cluster.connect(admin);
    admin.start();
    try {
      consumer.receive(1, INVISIBLE);
      await().atMost(LIMIT).until(() -> isMember(admin));
      ConsumerConnection members = admin.examineConsumerConnectionInfo(GROUP);

      assertThat(members.consumeType()).isEqualTo(ConsumeType.CONSUME_POP);
      assertThat(members.subscriptionTable()).containsKey(TOPIC);
      assertThat(members.connectionSet()).extracting(Connection::clientId).hasSize(1);
    } finally {
      admin.shutdown();
    }
  }

  private static boolean isMember(DefaultMQAdminExt admin) throws Exception {
    try {
      return !admin.examineConsumerConnectionInfo(GROUP).connectionSet().isEmpty();
    } catch (MQBrokerException e) {
      return false; // nobody is online yet
    }
  }
}
