package io.glassmq.namesrv.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glassmq.common.TopicConfig;
import io.glassmq.common.message.MessageRecord;
import io.glassmq.namesrv.routeinfo.BrokerAddrInfo;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.DataVersion;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.body.RegisterBrokerBody;
import io.glassmq.remoting.protocol.body.TopicConfigSerializeWrapper;
import io.glassmq.remoting.protocol.header.namesrv.BrokerHeartbeatRequestHeader;
import io.glassmq.remoting.protocol.header.namesrv.QueryDataVersionRequestHeader;
import io.glassmq.remoting.protocol.header.namesrv.UnRegisterBrokerRequestHeader;
import io.glassmq.remoting.protocol.route.QueueData;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

class BrokerRegistrationProcessorTest extends ProcessorTest {
  private final BrokerRegistrationProcessor processor =
      new BrokerRegistrationProcessor(config::get, routes, null);

  private RemotingCommand register(RemotingCommand request) throws Exception {
    return ask(new BrokerRegistrationProcessor(config::get, routes, kvConfig), request);
  }

  @Test
  void shouldEnterTheBrokerAndItsTopics() throws Exception {
    RemotingCommand answer = register(registration());

    assertThat(answer.isSuccess()).isTrue();
    assertThat(answer.body()).isEmpty();
    assertThat(routes.route("T").orElseThrow().queueDatas())
        .containsExactly(new QueueData("broker-a", 4, 8, 6, 0));
  }

  @Test
  void shouldRefuseABodyWithAnotherChecksum() throws Exception {
    RemotingCommand request = registration();
    request.body()[20]++;

    RemotingCommand answer = register(request);

    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.remark()).isEqualTo("crc32 not match");
    assertThat(routes.topics()).isEmpty();
  }

  @Test
  void shouldRefuseAFirstRegistrationOfOneTopic() throws Exception {
    var topics = Map.of("T", TopicConfig.of("T", 1, 1, 6));
    byte[] body =
        RemotingSerializable.encode(
            new RegisterBrokerBody(new TopicConfigSerializeWrapper(topics, VERSION), null));

    RemotingCommand answer =
        register(request(RequestCode.REGISTER_BROKER, header(false, 0)).body(body));

    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.remark()).isEqualTo("register broker failed");
  }

  @Test
  void shouldSendTheOrderConfiguration() throws Exception {
    kvConfig.put("ORDER_TOPIC_CONFIG", "T", "broker-a:4");

    assertThat(text(register(registration()))).isEqualTo("{\"table\":{\"T\":\"broker-a:4\"}}");
    configure("returnOrderTopicConfigToBroker", "false");
    assertThat(register(registration()).body()).isEmpty();
  }

  @Test
  void shouldReadTheCompressedForm() throws Exception {
    byte[] body =
        compressed("T1 8 9 6 SINGLE_TAG {}", "T2 4 5 4 SINGLE_TAG {\"message.type\":\"FIFO\"}");

    RemotingCommand answer =
        register(
            request(RequestCode.REGISTER_BROKER, header(true, MessageRecord.bodyCrc(body)))
                .body(body));

    assertThat(answer.isSuccess()).isTrue();
    assertThat(routes.route("T1").orElseThrow().queueDatas())
        .containsExactly(new QueueData("broker-a", 8, 9, 6, 0));
    assertThat(routes.route("T2").orElseThrow().queueDatas())
        .containsExactly(new QueueData("broker-a", 4, 5, 4, 0));
    assertThat(routes.dataVersion(new BrokerAddrInfo("c", ADDR))).contains(VERSION);
  }

  @Test
  void shouldRefuseABrokenCompressedForm() throws Exception {
    for (byte[] body :
        List.of(new byte[] {1, 2, 3}, compressed("T1 8"), compressed("T1 a b c SINGLE_TAG"))) {
      assertThatThrownBy(
              () -> register(request(RequestCode.REGISTER_BROKER, header(true, 0)).body(body)))
          .isInstanceOf(RemotingCommandException.class)
          .hasMessageContaining("Broken compressed registration");
    }
  }

  private byte[] compressed(String... topics) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
      byte[] version = RemotingSerializable.encode(VERSION);
      out.writeInt(version.length);
      out.write(version);
      out.writeInt(topics.length);
      for (String topic : topics) {
        out.writeInt(topic.length());
        out.writeBytes(topic);
      }
      out.writeInt(2);
      out.writeBytes("[]");
      out.writeInt(0);
    }
    return bytes.toByteArray();
  }

  @Test
  void shouldLetABrokerGo() throws Exception {
    register(registration());

    RemotingCommand answer =
        ask(
            processor,
            request(
                RequestCode.UNREGISTER_BROKER,
                new UnRegisterBrokerRequestHeader("broker-a", ADDR, "c", 0)));

    assertThat(answer.isSuccess()).isTrue();
    assertThat(routes.topics()).isEmpty();
  }

  @Test
  void shouldCompareDataVersions() throws Exception {
    var header = new QueryDataVersionRequestHeader("broker-a", ADDR, "c", 0);
    var query = request(RequestCode.QUERY_DATA_VERSION, header);
    byte[] same = RemotingSerializable.encode(VERSION);
    byte[] other = RemotingSerializable.encode(new DataVersion(0, 1000, 8));

    assertThat(ask(processor, query.body(same)).field("changed")).isEqualTo("true");
    register(registration());

    assertThat(ask(processor, query.body(same)).field("changed")).isEqualTo("false");
    RemotingCommand answer = ask(processor, query.body(other));
    assertThat(answer.field("changed")).isEqualTo("true");
    assertThat(answer.body()).isEqualTo(same);
  }

  @Test
  void shouldTakeAHeartbeat() throws Exception {
    RemotingCommand answer =
        ask(
            processor,
            request(
                RequestCode.BROKER_HEARTBEAT,
                new BrokerHeartbeatRequestHeader(
                    "c", ADDR, "broker-a", null, null, null, null, null, null)));

    assertThat(answer.isSuccess()).isTrue();
  }
}
