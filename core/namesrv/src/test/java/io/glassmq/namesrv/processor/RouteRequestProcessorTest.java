package io.glassmq.namesrv.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.namesrv.Frames;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RouteRequestProcessorTest extends ProcessorTest {
  @BeforeEach
  void register() throws Exception {
    ask(new BrokerRegistrationProcessor(config::get, routes, kvConfig), registration());
  }

  private RemotingCommand route(String topic, String acceptStandardJsonOnly, int version) {
    // A command of another version can only come from the wire.
    String json =
        """
        {"code":105,"language":"JAVA","version":%d,"opaque":1,"flag":0,\
        "extFields":{"topic":"%s","acceptStandardJsonOnly":"%s"}}"""
            .formatted(version, topic, acceptStandardJsonOnly);
    return Frames.fromJson(json);
  }

  private RemotingCommand answer(RemotingCommand request) throws Exception {
    return ask(new RouteRequestProcessor(config::get, routes, kvConfig), request);
  }

  @Test
  void shouldBeStrictJsonForNewClients() throws Exception {
    assertThat(text(answer(route("T", "false", 401))))
        .isEqualTo(
            "{\"brokerDatas\":[{\"brokerAddrs\":{\"0\":\"127.0.0.1:10911\"},"
                + "\"brokerName\":\"broker-a\",\"cluster\":\"c\",\"enableActingMaster\":false}],"
                + "\"filterServerTable\":{},\"queueDatas\":[{\"brokerName\":\"broker-a\","
                + "\"perm\":6,\"readQueueNums\":4,\"topicSysFlag\":0,\"writeQueueNums\":8}]}");
  }

  @Test
  void shouldHaveBareNumbersAsNamesForOldClients() throws Exception {
    assertThat(text(answer(route("T", "false", 400)))).contains("{0:\"127.0.0.1:10911\"}");
    assertThat(text(answer(route("T", "true", 400)))).contains("{\"0\":\"127.0.0.1:10911\"}");
  }

  @Test
  void shouldBeRefusedForAnUnknownTopic() throws Exception {
    RemotingCommand answer = answer(route("Nope", "false", 513));

    assertThat(answer.code()).isEqualTo(17);
    assertThat(answer.remark())
        .startsWith("No topic route info in name server for the topic: Nope\nSee https://");
    assertThat(answer(request(RequestCode.GET_ROUTEINFO_BY_TOPIC, null)).code()).isEqualTo(17);
  }

  @Test
  void shouldCarryTheOrderConfigurationWhenThatIsSwitchedOn() throws Exception {
    kvConfig.put("ORDER_TOPIC_CONFIG", "T", "broker-a:4");
    assertThat(text(answer(route("T", "false", 513)))).doesNotContain("orderTopicConf");

    configure("orderMessageEnable", "true");

    assertThat(text(answer(route("T", "false", 513))))
        .contains("\"orderTopicConf\":\"broker-a:4\"");
    assertThat(text(answer(route("Sub", "false", 513)))).doesNotContain("orderTopicConf");
  }
}
