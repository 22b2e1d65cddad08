package io.glassmq.client.impl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.glassmq.client.consumer.DefaultMQPushConsumer;
import io.glassmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import io.glassmq.client.consumer.listener.MessageListenerConcurrently;
import io.glassmq.client.fake.FakeCluster;
import io.glassmq.client.fake.StoredMessage;
import io.glassmq.common.consumer.ConsumeFromWhere;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.RequestRefusedException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.body.CMResult;
import io.glassmq.remoting.protocol.body.ConsumeMessageDirectlyResult;
import io.glassmq.remoting.protocol.body.ConsumerRunningInfo;
import io.glassmq.remoting.protocol.body.GetConsumerStatusBody;
import io.glassmq.remoting.protocol.body.ResetOffsetBody;
import io.glassmq.remoting.protocol.header.ConsumeMessageDirectlyResultRequestHeader;
import io.glassmq.remoting.protocol.header.GetConsumerRunningInfoRequestHeader;
import io.glassmq.remoting.protocol.header.GetConsumerStatusRequestHeader;
import io.glassmq.remoting.protocol.header.ResetOffsetRequestHeader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A broker asks a push consumer. */
class ClientRemotingProcessorTest {
  private static final String GROUP = "Listeners";
  private static final MessageQueue QUEUE = new MessageQueue("Orders", "broker-a", 0);

  private final FakeCluster cluster = new FakeCluster("broker-a").topic("Orders", 1);
  private final List<String> consumed = new CopyOnWriteArrayList<>();
  private final DefaultMQPushConsumer consumer = new DefaultMQPushConsumer(GROUP, cluster.parts());

  @BeforeEach
  void start() throws Exception {
    cluster.put(QUEUE, "a", "zero", 0);
    cluster.put(QUEUE, "a", "one", 0);
    consumer.setNamesrvAddr("fake:9876");
    consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
    consumer.subscribe("Orders", "*");
    consumer.registerMessageListener(
        (MessageListenerConcurrently)
            (messages, context) -> {
              messages.forEach(this::note);
              return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
            });
    cluster.setOffset(GROUP, QUEUE, 0);
    consumer.start();
    await().until(() -> consumed.size() == 2);
  }

  private void note(MessageExt message) {
    String body = new String(message.getBody());
    if (body.equals("bad")) {
      throw new IllegalStateException("I do not like it");
    }
    consumed.add(body);
  }

  @AfterEach
  void stop() {
    consumer.shutdown();
  }

  private RemotingCommand ask(RemotingCommand request) throws Exception {
    return cluster.askClient(request).get(5, TimeUnit.SECONDS);
  }

  @Nested
  class RunningInfo {
    private ConsumerRunningInfo info(boolean withStacks) throws Exception {
      var header =
          new GetConsumerRunningInfoRequestHeader(GROUP, consumer.buildMQClientId(), withStacks);
      var answer =
          ask(RemotingCommand.createRequest(RequestCode.GET_CONSUMER_RUNNING_INFO, header));
      return RemotingSerializable.decode(answer.body(), ConsumerRunningInfo.class);
    }

    @Test
    void shouldTellSettingsAndState() throws Exception {
      ConsumerRunningInfo info = info(false);

      assertThat(info.properties())
          .containsEntry(ConsumerRunningInfo.PROP_NAMESERVER_ADDR, "fake:9876;")
          .containsEntry(ConsumerRunningInfo.PROP_CONSUME_TYPE, "CONSUME_PASSIVELY")
          .containsEntry(ConsumerRunningInfo.PROP_CONSUME_ORDERLY, "false")
          .containsEntry(ConsumerRunningInfo.PROP_THREADPOOL_CORE_SIZE, "20")
          .containsEntry(ConsumerRunningInfo.PROP_CLIENT_VERSION, "V5_5_0")
          .containsEntry("consumeMessageBatchMaxSize", "1")
          .containsEntry("mqClientApiTimeout", "3000")
          .containsKey(ConsumerRunningInfo.PROP_CONSUMER_START_TIMESTAMP);
      assertThat(info.subscriptionSet()).hasSize(2);
      assertThat(info.jstack()).isNull();
    }

    @Test
    void shouldTellHowEachQueueIs() throws Exception {
      await().until(() -> info(false).mqTable().get(QUEUE).commitOffset() == 2);
      var queue = info(false).mqTable().get(QUEUE);

      assertThat(queue.cachedMsgCount()).isZero();
      assertThat(queue.droped()).isFalse();
      assertThat(queue.lastPullTimestamp()).isPositive();
      assertThat(queue.lastConsumeTimestamp()).isPositive();
      assertThat(info(false).statusTable().get("Orders").consumeOKTPS()).isPositive();
      assertThat(info(false).statusTable().get("Orders").pullTPS()).isPositive();
    }

    @Test
    void shouldShowStacksWhenAsked() throws Exception {
      assertThat(info(true).jstack()).contains("PullMessageService").contains("    ");
    }

    @Test
    void shouldRefuseToSpeakForAnotherGroup() {
      var header = new GetConsumerRunningInfoRequestHeader("Other", "x", false);
      var request = RemotingCommand.createRequest(RequestCode.GET_CONSUMER_RUNNING_INFO, header);

      assertThatThrownBy(() -> ask(request))
          .hasRootCauseInstanceOf(RequestRefusedException.class)
          .hasMessageContaining("Other");
    }
  }

  @Nested
  class Status {
    @Test
    void shouldTellWhatIsConsumed() throws Exception {
      var header = new GetConsumerStatusRequestHeader("Orders", GROUP, null);
      var request =
          RemotingCommand.createRequest(RequestCode.GET_CONSUMER_STATUS_FROM_CLIENT, header);

      await()
          .untilAsserted(
              () ->
                  assertThat(
                          RemotingSerializable.decode(
                                  ask(request).body(), GetConsumerStatusBody.class)
                              .messageQueueTable())
                      .isEqualTo(Map.of(QUEUE, 2L)));
    }
  }

  @Nested
  class ConsumeDirectly {
    private ConsumeMessageDirectlyResult consume(String body) throws Exception {
      var message = new MessageExt();
      message.setTopic("Orders");
      message.setBody(body.getBytes());
      var header =
          new ConsumeMessageDirectlyResultRequestHeader(
              GROUP, null, null, "broker-a", null, null, null);
      var answer =
          ask(
              RemotingCommand.createRequest(RequestCode.CONSUME_MESSAGE_DIRECTLY, header)
                  .body(StoredMessage.encode(List.of(message))));
      return RemotingSerializable.decode(answer.body(), ConsumeMessageDirectlyResult.class);
    }

    @Test
    void shouldShowTheMessageToTheListener() throws Exception {
      ConsumeMessageDirectlyResult result = consume("again");

      assertThat(consumed).contains("again");
      assertThat(result.consumeResult()).isEqualTo(CMResult.CR_SUCCESS);
      assertThat(result.order()).isFalse();
      assertThat(result.autoCommit()).isTrue();
    }

    @Test
    void shouldTellWhatTheListenerThrew() throws Exception {
      ConsumeMessageDirectlyResult result = consume("bad");

      assertThat(result.consumeResult()).isEqualTo(CMResult.CR_THROW_EXCEPTION);
      assertThat(result.remark()).contains("I do not like it");
    }
  }

  @Nested
  class ResetOffset {
    @Test
    void shouldConsumeAgainFromThere() throws Exception {
      var header = new ResetOffsetRequestHeader(GROUP, "Orders", -1, null, 0, true);
      var body = new ResetOffsetBody(Map.of(QUEUE, 1L));

      RemotingCommand answer =
          ask(
              RemotingCommand.createRequest(RequestCode.RESET_CONSUMER_CLIENT_OFFSET, header)
                  .body(RemotingSerializable.encode(body)));

      assertThat(answer).as("the order wants no answer").isNull();
      await().until(() -> consumed.size() == 3);
      assertThat(consumed).containsExactlyInAnyOrder("zero", "one", "one");
      cluster.put(QUEUE, "a", "two", 0);
      await().until(() -> consumed.contains("two"));
    }
  }
}
