package io.glassmq.namesrv.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.header.GetBrokerMemberGroupRequestHeader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ClusterAdminProcessorTest extends ProcessorTest {
  private RemotingCommand answer(RemotingCommand request) throws Exception {
    return ask(new ClusterAdminProcessor(config, routes), request);
  }

  private RemotingCommand update(String text) throws Exception {
    return answer(
        request(RequestCode.UPDATE_NAMESRV_CONFIG, null)
            .body(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void shouldShowClusterAndMembersWithBareNumbersAsNames() throws Exception {
    ask(new BrokerRegistrationProcessor(config::get, routes, kvConfig), registration());

    assertThat(text(answer(request(RequestCode.GET_BROKER_CLUSTER_INFO, null))))
        .isEqualTo(
            "{\"brokerAddrTable\":{\"broker-a\":{\"brokerAddrs\":{0:\"127.0.0.1:10911\"},"
                + "\"brokerName\":\"broker-a\",\"cluster\":\"c\",\"enableActingMaster\":false}},"
                + "\"clusterAddrTable\":{\"c\":[\"broker-a\"]}}");
    assertThat(
            text(
                answer(
                    request(
                        RequestCode.GET_BROKER_MEMBER_GROUP,
                        new GetBrokerMemberGroupRequestHeader("c", "broker-a")))))
        .isEqualTo(
            "{\"brokerMemberGroup\":{\"brokerAddrs\":{0:\"127.0.0.1:10911\"},"
                + "\"brokerName\":\"broker-a\",\"cluster\":\"c\"}}");
  }

  @Test
  void shouldShowAndChangeSettings() throws Exception {
    assertThat(update("orderMessageEnable=true\nenableTopicList=false\n").isSuccess()).isTrue();

    assertThat(config.get().orderMessageEnable()).isTrue();
    assertThat(text(answer(request(RequestCode.GET_NAMESRV_CONFIG, null))).lines())
        .contains("orderMessageEnable=true", "enableTopicList=false", "listenPort=9876");
    assertThat(folder.resolve("namesrv.properties")).content().contains("orderMessageEnable=true");
  }

  @Test
  void shouldRefuseABlackListedKeyAndABadValue() throws Exception {
    assertThat(update("kvConfigPath=somewhere\n").code()).isEqualTo(16);
    RemotingCommand answer = update("enableTopicList=maybe\n");

    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.remark()).contains("enableTopicList", "maybe");
    assertThat(config.get().enableTopicList()).isTrue();
    assertThat(folder.resolve("namesrv.properties")).doesNotExist();
  }
}
