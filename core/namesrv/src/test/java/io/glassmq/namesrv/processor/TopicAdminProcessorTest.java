package io.glassmq.namesrv.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.remoting.protocol.CommandCustomHeader;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.body.TopicList;
import io.glassmq.remoting.protocol.header.GetTopicsByClusterRequestHeader;
import io.glassmq.remoting.protocol.header.namesrv.DeleteTopicFromNamesrvRequestHeader;
import io.glassmq.remoting.protocol.header.namesrv.RegisterTopicRequestHeader;
import io.glassmq.remoting.protocol.route.QueueData;
import io.glassmq.remoting.protocol.route.TopicRouteData;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopicAdminProcessorTest extends ProcessorTest {
  @BeforeEach
  void register() throws Exception {
    ask(new BrokerRegistrationProcessor(config::get, routes, kvConfig), registration());
  }

  private RemotingCommand answer(RequestCode code, CommandCustomHeader header) throws Exception {
    return ask(new TopicAdminProcessor(config::get, routes), request(code, header));
  }

  private Set<String> list(RequestCode code, CommandCustomHeader header) throws Exception {
    return RemotingSerializable.decode(answer(code, header).body(), TopicList.class).topicList();
  }

  @Test
  void shouldListTopicsByKind() throws Exception {
    assertThat(list(RequestCode.GET_ALL_TOPIC_LIST_FROM_NAMESERVER, null))
        .containsExactlyInAnyOrder("T", "Unit", "Sub", "Both");
    assertThat(list(RequestCode.GET_UNIT_TOPIC_LIST, null))
        .containsExactlyInAnyOrder("Unit", "Both");
    assertThat(list(RequestCode.GET_HAS_UNIT_SUB_TOPIC_LIST, null))
        .containsExactlyInAnyOrder("Sub", "Both");
    assertThat(list(RequestCode.GET_HAS_UNIT_SUB_UNUNIT_TOPIC_LIST, null))
        .containsExactlyInAnyOrder("Sub");
  }

  @Test
  void shouldListTopicsOfACluster() throws Exception {
    assertThat(list(RequestCode.GET_TOPICS_BY_CLUSTER, new GetTopicsByClusterRequestHeader("c")))
        .hasSize(4);
    assertThat(list(RequestCode.GET_TOPICS_BY_CLUSTER, new GetTopicsByClusterRequestHeader("d")))
        .isEmpty();
  }

  @Test
  void shouldListNamesOfClustersAndBrokers() throws Exception {
    assertThat(text(answer(RequestCode.GET_SYSTEM_TOPIC_LIST_FROM_NS, null)))
        .contains("\"broker-a\"", "\"c\"", "\"brokerAddr\":\"" + ADDR + "\"");
  }

  @Test
  void shouldListNothingWhenThatIsSwitchedOff() throws Exception {
    configure("enableAllTopicList", "false");
    assertThat(answer(RequestCode.GET_ALL_TOPIC_LIST_FROM_NAMESERVER, null).code()).isEqualTo(1);

    configure("enableTopicList", "false");

    assertThat(answer(RequestCode.GET_UNIT_TOPIC_LIST, null).code()).isEqualTo(1);
  }

  @Test
  void shouldTakeAndGiveBackWritePermission() throws Exception {
    var wipe =
        request(RequestCode.WIPE_WRITE_PERM_OF_BROKER, null).addField("brokerName", "broker-a");
    var add =
        request(RequestCode.ADD_WRITE_PERM_OF_BROKER, null).addField("brokerName", "broker-a");
    var processor = new TopicAdminProcessor(config::get, routes);

    assertThat(ask(processor, wipe).field("wipeTopicCount")).isEqualTo("4");
    assertThat(routes.route("T").orElseThrow().queueDatas().get(0).perm()).isEqualTo(4);
    assertThat(ask(processor, add).field("addTopicCount")).isEqualTo("4");
    assertThat(routes.route("T").orElseThrow().queueDatas().get(0).perm()).isEqualTo(6);
    wipe.addField("brokerName", "nobody");
    assertThat(ask(processor, wipe).field("wipeTopicCount")).isEqualTo("0");
  }

  @Test
  void shouldDeleteATopicOfTheNamedCluster() throws Exception {
    answer(RequestCode.DELETE_TOPIC_IN_NAMESRV, new DeleteTopicFromNamesrvRequestHeader("T", "d"));
    assertThat(routes.route("T")).isPresent();

    answer(RequestCode.DELETE_TOPIC_IN_NAMESRV, new DeleteTopicFromNamesrvRequestHeader("T", "c"));
    answer(
        RequestCode.DELETE_TOPIC_IN_NAMESRV, new DeleteTopicFromNamesrvRequestHeader("Sub", null));

    assertThat(routes.topics()).containsExactlyInAnyOrder("Unit", "Both");
  }

  @Test
  void shouldEnterATopic() throws Exception {
    var route = new TopicRouteData(List.of(new QueueData("broker-a", 2, 2, 6, 0)), List.of());
    var request =
        request(RequestCode.REGISTER_TOPIC_IN_NAMESRV, new RegisterTopicRequestHeader("New"))
            .body(RemotingSerializable.encode(route));

    assertThat(ask(new TopicAdminProcessor(config::get, routes), request).isSuccess()).isTrue();

    assertThat(routes.route("New").orElseThrow().queueDatas()).isEqualTo(route.queueDatas());
  }
}
