package io.glassmq.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.glassmq.client.ClientConfig;
import io.glassmq.client.ClientParts;
import io.glassmq.client.admin.DefaultMQAdminExt;
import io.glassmq.client.consumer.PopResult;
import io.glassmq.client.consumer.PopStatus;
import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.impl.MQClientAPIImpl;
import io.glassmq.client.impl.MQPopAPI;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.common.TopicConfig;
import io.glassmq.common.constant.PermName;
import io.glassmq.common.consumer.ReceiptHandle;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageConst;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.common.message.MessageRequestMode;
import io.glassmq.remoting.ChannelEventListener;
import io.glassmq.remoting.RemotingClient;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.SerializeType;
import io.glassmq.remoting.protocol.body.QueryAssignmentRequestBody;
import io.glassmq.remoting.protocol.header.NotificationRequestHeader;
import io.glassmq.remoting.protocol.header.NotificationResponseHeader;
import io.glassmq.remoting.protocol.header.PollingInfoRequestHeader;
import io.glassmq.remoting.protocol.header.PollingInfoResponseHeader;
import io.glassmq.remoting.protocol.header.PopMessageRequestHeader;
import io.glassmq.remoting.protocol.heartbeat.MessageModel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Each request of the pop family by itself, as clients send it that are no push consumers. */
@Execution(ExecutionMode.CONCURRENT)
abstract class PopCallsContract {
  private static final Duration LIMIT = Duration.ofSeconds(45);
  private static final long TIMEOUT_MILLIS = 15_000;
  private static final long INVISIBLE_MILLIS = 60_000;
  private static final String BROKER = "broker-a";

  private final String topic = Names.fresh("topic");
  private final String group = Names.fresh("group");
  private final DefaultMQAdminExt admin = new DefaultMQAdminExt();
  private final DefaultMQProducer producer = new DefaultMQProducer(Names.fresh("producers"));
  private final RemotingClient remoting =
      ClientParts.defaults().remotingClient().apply(ChannelEventListener.NONE);
  private final ClientConfig config = new ClientConfig();
  private final MQPopAPI api = new MQClientAPIImpl(remoting, config).pop(Runnable::run);

  abstract Servers servers();

  @BeforeEach
  void start() throws Exception {
    admin.setNamesrvAddr(servers().namesrvAddr());
    admin.setMqClientApiTimeout(30_000); // the machine may be busy
    config.setMqClientApiTimeout(30_000);
    admin.start();
    var config = TopicConfig.of(topic, 2, 2, PermName.READ_WRITE);
    admin.createAndUpdateTopicConfig(servers().brokerAddr(), config);
    producer.setNamesrvAddr(servers().namesrvAddr());
    producer.setSendMsgTimeout(30_000);
    producer.start();
    remoting.start();
  }

  @AfterEach
  void stop() {
    remoting.shutdown();
    producer.shutdown();
    admin.shutdown();
  }

  private void send(int messages) throws Exception {
    var queue = new MessageQueue(topic, BROKER, 0);
    for (int i = 0; i < messages; i++) {
      producer.send(new Message(topic, "a", ("m" + i).getBytes(UTF_8)), queue);
    }
    await().atMost(LIMIT).until(() -> admin.maxOffset(queue) == messages && hasMessage(0).hasMsg());
  }

  private CompletableFuture<PopResult> pop(int max, long pollMillis, boolean order) {
    var header =
        new PopMessageRequestHeader(
            group,
            topic,
            0,
            max,
            INVISIBLE_MILLIS,
            pollMillis,
            System.currentTimeMillis(),
            PopMessageRequestHeader.INIT_MIN,
            "TAG",
            "*",
            order,
            null);
    return api.popMessage(servers().brokerAddr(), BROKER, header, pollMillis + TIMEOUT_MILLIS);
  }

  private PopResult popNow(int max) throws Exception {
    return pop(max, 0, false).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  private PopResult popInOrder(int max) throws Exception {
    return pop(max, 0, true).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  private static List<ReceiptHandle> receipts(PopResult result) {
    return result.getMsgFoundList().stream()
        .map(m -> ReceiptHandle.decode(m.getProperty(MessageConst.PROPERTY_POP_CK)))
        .toList();
  }

  private void ack(ReceiptHandle receipt) throws Exception {
    api.ackMessage(servers().brokerAddr(), group, topic, receipt, TIMEOUT_MILLIS)
        .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  private NotificationResponseHeader hasMessage(long pollMillis) throws Exception {
    var header =
        new NotificationRequestHeader(
            group, topic, 0, pollMillis, System.currentTimeMillis(), false, null, null, null);
    return api.notification(servers().brokerAddr(), header, pollMillis + TIMEOUT_MILLIS)
        .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  private int waiting() throws Exception {
    var header = new PollingInfoRequestHeader(group, topic, 0);
    return api.pollingInfo(servers().brokerAddr(), header);
  }

  @Test
  void shouldHandOutEachMessageOnce() throws Exception {
    send(3);

    PopResult first = popNow(2);
    PopResult second = popNow(32);
    PopResult third = popNow(32);

    assertThat(first.getPopStatus()).isEqualTo(PopStatus.FOUND);
    assertThat(first.getRestNum()).isEqualTo(1);
    assertThat(first.getInvisibleTime()).isEqualTo(INVISIBLE_MILLIS);
    assertThat(receipts(first))
        .extracting(ReceiptHandle::startOffset, ReceiptHandle::queueOffset)
        .containsExactly(tuple(0L, 0L), tuple(0L, 1L));
    assertThat(receipts(second))
        .extracting(ReceiptHandle::startOffset, ReceiptHandle::queueOffset)
        .containsExactly(tuple(2L, 2L));
    assertThat(third.getPopStatus()).isEqualTo(PopStatus.POLLING_NOT_FOUND);
  }

  @Test
  void shouldTakeAcksOneByOneTwiceAndTogether() throws Exception {
    send(4);
    List<ReceiptHandle> receipts = receipts(popNow(32));

    ack(receipts.get(0));
    ack(receipts.get(0));
    api.batchAckMessage(
            servers().brokerAddr(), group, topic, receipts.subList(1, 4), TIMEOUT_MILLIS)
        .get(LIMIT.toSeconds(), TimeUnit.SECONDS);

    assertThat(receipts).hasSize(4);
    assertThat(popNow(32).getPopStatus()).isEqualTo(PopStatus.POLLING_NOT_FOUND);
  }

  @Test
  void shouldWaitForAMessageAndTellHowManyWait() throws Exception {
    CompletableFuture<PopResult> parked = pop(1, 30_000, false);
    await().atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(() -> waiting() == 1);

    producer.send(
        new Message(topic, "a", "wanted".getBytes(UTF_8)), new MessageQueue(topic, BROKER, 0));

    List<MessageExt> found = parked.get(LIMIT.toSeconds(), TimeUnit.SECONDS).getMsgFoundList();
    assertThat(found).extracting(m -> new String(m.getBody(), UTF_8)).containsExactly("wanted");
    assertThat(waiting()).isZero();
  }

  @Test
  void shouldTellOfAMessageWithoutTakingIt() throws Exception {
    assertThat(hasMessage(0).hasMsg()).isFalse();
    CompletableFuture<NotificationResponseHeader> told =
        api.notification(
            servers().brokerAddr(),
            new NotificationRequestHeader(
                group, topic, 0, 30_000, System.currentTimeMillis(), false, null, null, null),
            30_000 + TIMEOUT_MILLIS);

    send(1);

    assertThat(told.get(LIMIT.toSeconds(), TimeUnit.SECONDS).hasMsg()).isTrue();
    assertThat(popNow(32).getMsgFoundList()).hasSize(1);
  }

  @Test
  void shouldBlockAnOrderedQueueUntilAllIsAcknowledged() throws Exception {
    send(3);
    List<ReceiptHandle> receipts = receipts(popInOrder(2));

    assertThat(receipts).allMatch(ReceiptHandle::isOrder);
    assertThat(popInOrder(2).getPopStatus()).isEqualTo(PopStatus.POLLING_NOT_FOUND);
    ack(receipts.get(0));
    assertThat(popInOrder(2).getPopStatus()).isEqualTo(PopStatus.POLLING_NOT_FOUND);
    ack(receipts.get(1));

    assertThat(receipts(popInOrder(2))).extracting(ReceiptHandle::queueOffset).containsExactly(2L);
  }

  @Test
  void shouldHandOutAnOrderedMessageAgainAndCountIt() throws Exception {
    send(2);
    List<ReceiptHandle> receipts = receipts(popInOrder(2));
    ack(receipts.get(0));

    ReceiptHandle changed =
        api.changeInvisibleTime(
                servers().brokerAddr(), group, topic, receipts.get(1), 500, TIMEOUT_MILLIS)
            .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    List<MessageExt> again =
        pop(2, 10_000, true).get(LIMIT.toSeconds(), TimeUnit.SECONDS).getMsgFoundList();

    assertThat(changed.popTime()).isEqualTo(receipts.get(1).popTime());
    assertThat(again).extracting(MessageExt::getQueueOffset).containsExactly(1L);
    assertThat(again).extracting(MessageExt::getReconsumeTimes).containsExactly(1);
  }

  @Test
  void shouldAssignQueuesByTheModeThatWasSet() throws Exception {
    var body = new QueryAssignmentRequestBody(topic, group, "c1", "AVG", MessageModel.CLUSTERING);
    popNow(1); // makes the group

    assertThat(api.queryAssignment(servers().brokerAddr(), body, TIMEOUT_MILLIS))
        .as("nobody of the group is there")
        .isEmpty();
    admin.setMessageRequestMode(
        servers().brokerAddr(), topic, group, MessageRequestMode.POP, 0, TIMEOUT_MILLIS);
    assertThatThrownBy(
            () ->
                admin.setMessageRequestMode(
                    servers().brokerAddr(),
                    "%RETRY%" + group,
                    group,
                    MessageRequestMode.POP,
                    0,
                    TIMEOUT_MILLIS))
        .isInstanceOf(MQBrokerException.class)
        .extracting(e -> ((MQBrokerException) e).getResponseCode())
        .isEqualTo(ResponseCode.NO_PERMISSION.code());
  }

  @Test
  void shouldSendPopRequestsWithJsonHeadersWhateverTheClientSpeaks() throws Exception {
    var header = new PollingInfoRequestHeader(group, topic, 0);
    var request =
        RemotingCommand.createRequest(RequestCode.POLLING_INFO, header)
            .serializeType(SerializeType.ROCKETMQ);

    RemotingCommand answer = remoting.invokeSync(servers().brokerAddr(), request, TIMEOUT_MILLIS);

    assertThat(answer.isSuccess()).isTrue();
    assertThat(answer.decodeHeader(PollingInfoResponseHeader.class).pollingNum()).isZero();
  }
}
