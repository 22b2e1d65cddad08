package io.glassmq.client.impl;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.client.ClientConfig;
import io.glassmq.client.fake.FakeCluster;
import io.glassmq.remoting.ChannelEventListener;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.route.TopicRouteData;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicRouteTableTest {
  private final FakeCluster cluster = new FakeCluster("broker-a").topic("Good", 3);
  private final MQClientAPIImpl api =
      new MQClientAPIImpl(
          cluster.parts().remotingClient().apply(ChannelEventListener.NONE), new ClientConfig());
  private final TopicRouteTable routes = new TopicRouteTable(api, () -> {});

  @ParameterizedTest
  @ValueSource(strings = {"broker-a", "broker-a:many", "broker-a:1:2"})
  void shouldNotLetABrokenOrderSettingSpoilOtherTopics(String orderTopicConf) throws Exception {
    var broken = new TopicRouteData(orderTopicConf, List.of(), List.of(), null);
    cluster.script(
        RequestCode.GET_ROUTEINFO_BY_TOPIC,
        (address, request) ->
            request.field("topic").equals("Bad")
                ? RemotingCommand.success().body(RemotingSerializable.encode(broken))
                : null);
    routes.watch("Bad");
    routes.watch("Good");

    routes.refreshAll();

    assertThat(routes.subscribeQueues("Good")).hasSize(3);
    assertThat(routes.refresh("Bad")).isFalse();
  }

  @Test
  void shouldKnowNoQueuesOfATopicThatNobodyKnows() throws Exception {
    assertThat(routes.refresh("Unknown")).isFalse();
    assertThat(routes.subscribeQueues("Unknown")).isEmpty();
  }
}
