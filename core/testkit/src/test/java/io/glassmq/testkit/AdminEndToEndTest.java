package io.glassmq.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.glassmq.client.admin.DefaultMQAdminExt;
import io.glassmq.client.consumer.DefaultMQPushConsumer;
import io.glassmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import io.glassmq.client.consumer.listener.MessageListenerConcurrently;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.client.producer.SendResult;
import io.glassmq.common.TopicConfig;
import io.glassmq.common.constant.PermName;
import io.glassmq.common.consumer.ConsumeFromWhere;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.body.CMResult;
import io.glassmq.remoting.protocol.body.Connection;
import io.glassmq.remoting.protocol.body.ConsumeMessageDirectlyResult;
import io.glassmq.remoting.protocol.body.ConsumerRunningInfo;
import io.glassmq.remoting.protocol.subscription.SubscriptionGroupConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An administrator looks after a group that is at work: our admin, broker and consumer. */
class AdminEndToEndTest {
  private static final String TOPIC = "Orders";
  private static final String GROUP = "readers";

  private final DefaultMQAdminExt admin = new DefaultMQAdminExt();
  private final DefaultMQProducer producer = new DefaultMQProducer("senders");
  private final DefaultMQPushConsumer consumer = new DefaultMQPushConsumer(GROUP);
  private final Queue<String> consumed = new ConcurrentLinkedQueue<>();
  private TestCluster cluster;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    cluster = TestCluster.single(folder);
    cluster.connect(admin);
    admin.start();
    queues(2, 2);
    cluster.connect(producer);
    producer.start();
    cluster.connect(consumer);
    consumer.setPollNameServerInterval(200);
    consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
    consumer.setPersistConsumerOffsetInterval(100);
    consumer.subscribe(TOPIC, "*");
    consumer.registerMessageListener(
        (MessageListenerConcurrently)
            (messages, context) -> {
              messages.forEach(message -> consumed.add(new String(message.getBody())));
              return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
            });
    consumer.start();
  }

  @AfterEach
  void stop() {
    consumer.shutdown();
    producer.shutdown();
    admin.shutdown();
    cluster.close();
  }

  private void queues(int read, int write) throws Exception {
    admin.createAndUpdateTopicConfig(TopicConfig.of(TOPIC, read, write, PermName.READ_WRITE));
  }

  private SendResult send(int queueId, String body) throws Exception {
    var queue = new MessageQueue(TOPIC, "broker-a", queueId);
    return producer.send(new Message(TOPIC, "", body.getBytes()), queue);
  }

  private void sendFour() throws Exception {
    send(0, "a0");
    send(0, "a1");
    send(1, "b0");
    send(1, "b1");
    await().until(() -> consumed.size() == 4);
  }

  private String clientId() throws Exception {
    List<String> ids =
        admin.examineConsumerConnectionInfo(GROUP).connectionSet().stream()
            .map(Connection::clientId)
            .toList();
    assertThat(ids).hasSize(1);
    return ids.get(0);
  }

  @Test
  void shouldSeeProgressAndMembers() throws Exception {
    sendFour();

    await()
        .untilAsserted(
            () -> assertThat(admin.examineConsumeStats(GROUP).computeTotalDiff()).isZero());
    assertThat(admin.examineConsumeStats(GROUP, TOPIC).offsetTable()).hasSize(2);
    assertThat(admin.examineConsumerConnectionInfo(GROUP).subscriptionTable()).containsKey(TOPIC);
    assertThat(admin.queryTopicConsumeByWho(TOPIC).groupList()).containsExactly(GROUP);
    assertThat(admin.getConsumeStatus(TOPIC, GROUP, null).get(clientId()))
        .isEqualTo(
            Map.of(
                new MessageQueue(TOPIC, "broker-a", 0), 2L,
                new MessageQueue(TOPIC, "broker-a", 1), 2L));
    assertThat(admin.examineTopicStats(TOPIC).offsetTable().values())
        .allMatch(queue -> queue.maxOffset() == 2);
    assertThatThrownBy(() -> admin.examineConsumerConnectionInfo("nobody"))
        .isInstanceOf(MQClientException.class)
        .hasMessageContaining("206");
  }

  @Test
  void shouldAskAMemberHowItIs() throws Exception {
    sendFour();

    ConsumerRunningInfo info = admin.getConsumerRunningInfo(GROUP, clientId(), true);

    assertThat(info.properties()).containsEntry("PROP_CONSUME_TYPE", "CONSUME_PASSIVELY");
    assertThat(info.mqTable().keySet()).extracting(MessageQueue::getTopic).contains(TOPIC);
    assertThat(info.jstack()).contains("RebalanceService");
  }

  @Test
  void shouldHaveAMemberConsumeAMessage() throws Exception {
    sendFour();
    SendResult sent = send(0, "once more");
    await().until(() -> consumed.size() == 5);

    ConsumeMessageDirectlyResult result =
        admin.consumeMessageDirectly(GROUP, clientId(), TOPIC, sent.getOffsetMsgId());

    assertThat(result.consumeResult()).isEqualTo(CMResult.CR_SUCCESS);
    assertThat(consumed).filteredOn("once more"::equals).hasSize(2);
  }

  @Test
  void shouldSendAGroupBackWhileItIsAtWork() throws Exception {
    sendFour();

    var targets = admin.resetOffsetByTimestamp(TOPIC, GROUP, 0, true);

    assertThat(targets).hasSize(2).allSatisfy((queue, offset) -> assertThat(offset).isZero());
    await().until(() -> consumed.size() >= 8);
    assertThat(consumed).filteredOn("a0"::equals).hasSize(2);
    await()
        .untilAsserted(
            () -> assertThat(admin.examineConsumeStats(GROUP).computeTotalDiff()).isZero());
  }

  @Test
  void shouldGiveAGroupTheQueuesThatATopicGrows() throws Exception {
    sendFour();

    queues(3, 3);
    send(2, "c0");

    await().until(() -> consumed.contains("c0"));
  }

  @Test
  void shouldDrainAQueueThatNobodySendsToAnyMore() throws Exception {
    sendFour();
    enable(false);
    send(1, "late");

    queues(2, 1);
    enable(true);

    await().until(() -> consumed.contains("late"));
  }

  private void enable(boolean consumeEnable) throws Exception {
    var json = "{\"groupName\":\"readers\",\"consumeEnable\":" + consumeEnable + "}";
    admin.createAndUpdateSubscriptionGroupConfig(
        cluster.broker("broker-a").brokerAddr(),
        RemotingSerializable.fromJson(json, SubscriptionGroupConfig.class));
  }

  @Test
  void shouldStopAGroupAndLetItGoOn() throws Exception {
    sendFour();
    enable(false);

    send(0, "while stopped");
    await().until(() -> admin.examineConsumeStats(GROUP).computeTotalDiff() > 0);
    enable(true);

    await().until(() -> consumed.contains("while stopped"));
    assertThat(consumed).doesNotHaveDuplicates();
  }
}
