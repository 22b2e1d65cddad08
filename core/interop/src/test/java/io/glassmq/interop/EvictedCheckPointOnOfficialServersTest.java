package io.glassmq.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.broker.offset.PopQueue;
import io.glassmq.broker.pop.MergeKey;
import io.glassmq.broker.pop.PopCheckPoint;
import io.glassmq.client.ClientParts;
import io.glassmq.client.admin.DefaultMQAdminExt;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.common.TopicConfig;
import io.glassmq.common.constant.PermName;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageConst;
import io.glassmq.common.message.MessageProperties;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.remoting.ChannelEventListener;
import io.glassmq.remoting.RemotingClient;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.header.PopMessageRequestHeader;
import io.glassmq.remoting.protocol.header.SendMessageRequestHeader;
import io.glassmq.remoting.protocol.header.SendMessageRequestHeaderV2;
import io.glassmq.testkit.TestCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Our merge buffer writes a check point together with the acknowledgements that it met, as bits. An
 * official broker that goes on with the folder understands that.
 */
class EvictedCheckPointOnOfficialServersTest {
  @RegisterExtension static final Shared<ServerProcesses> SERVERS = TestServers.official();

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String BROKER = "broker-a";
  private static final long TIMEOUT_MILLIS = 15_000;

  private final String topic = Names.fresh("topic");
  private final String group = Names.fresh("group");
  private final DefaultMQAdminExt admin = new DefaultMQAdminExt();
  private final DefaultMQProducer producer = new DefaultMQProducer(Names.fresh("producers"));
  private final RemotingClient remoting =
      ClientParts.defaults().remotingClient().apply(ChannelEventListener.NONE);

  @BeforeEach
  void start() throws Exception {
    TestCluster.connect(admin, SERVERS.get().namesrvAddr());
    admin.start();
    admin.createAndUpdateTopicConfig(
        SERVERS.get().brokerAddr(), TopicConfig.of(topic, 1, 1, PermName.READ_WRITE));
    producer.setNamesrvAddr(SERVERS.get().namesrvAddr());
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

  private RemotingCommand call(RemotingCommand request) throws Exception {
    return remoting.invokeSync(SERVERS.get().brokerAddr(), request, TIMEOUT_MILLIS);
  }

  /** Makes the group known. */
  private void pop() throws Exception {
    call(
        RemotingCommand.createRequest(
            RequestCode.POP_MESSAGE,
            new PopMessageRequestHeader(
                group,
                topic,
                0,
                1,
                600_000,
                0,
                System.currentTimeMillis(),
                PopMessageRequestHeader.INIT_MIN,
                "TAG",
                "*",
                false,
                null)));
  }

  private void writeIntoReviveQueue(PopCheckPoint checkPoint) throws Exception {
    String properties =
        MessageProperties.encode(
            Map.of(
                MessageConst.PROPERTY_TAGS,
                "ck",
                MessageConst.PROPERTY_TIMER_DELIVER_MS,
                Long.toString(checkPoint.reviveTime() - 1_000)));
    var header =
        new SendMessageRequestHeader(
            "PG",
            TopicNames.reviveTopic("DefaultCluster"),
            "TBW102",
            4,
            0,
            0,
            System.currentTimeMillis(),
            0,
            properties,
            0,
            false,
            false,
            null);
    RemotingCommand answer =
        call(
            RemotingCommand.createRequest(
                    RequestCode.SEND_MESSAGE_V2, SendMessageRequestHeaderV2.of(header, null))
                .body(checkPoint.encode()));
    assertThat(answer.isSuccess()).as(answer.remark()).isTrue();
  }

  @Test
  void shouldBringBackOnlyMessagesWithoutABit() throws Exception {
    for (String text : List.of("m0", "m1", "m2")) {
      producer.send(new Message(topic, text.getBytes(UTF_8)), new MessageQueue(topic, BROKER, 0));
    }
    pop();
    long popTime = System.currentTimeMillis() - 60_000;
    var key = new MergeKey(new PopQueue(topic, group, 0), BROKER, 0, popTime);

    writeIntoReviveQueue(PopCheckPoint.of(key, 50_000, List.of(0L, 1L, 2L)).acked(1));

    var retry = new MessageQueue(TopicNames.popRetryTopic(group, topic), BROKER, 0);
    await().atMost(LIMIT).ignoreExceptions().until(() -> admin.maxOffset(retry) >= 2);
    assertThat(admin.maxOffset(retry)).isEqualTo(2);
  }
}
