package io.glassmq.client.fake;

import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.route.BrokerData;
import io.glassmq.remoting.protocol.route.QueueData;
import io.glassmq.remoting.protocol.route.TopicRouteData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the name server of a {@link FakeCluster} says of a topic. */
final class FakeRoute {
  private FakeRoute() {}

  /**
   * @param brokers address by name; each has the topic
   * @param queues of the topic on each; null if there is no such topic
   */
  static RemotingCommand answer(Map<String, String> brokers, Integer queues) {
    if (queues == null) {
      return RemotingCommand.createResponse(ResponseCode.TOPIC_NOT_EXIST, "no such topic");
    }
    List<QueueData> queueDatas = new ArrayList<>();
    List<BrokerData> brokerDatas = new ArrayList<>();
    brokers.forEach(
        (name, address) -> {
          queueDatas.add(new QueueData(name, queues, queues, 6, 0));
          brokerDatas.add(new BrokerData("FakeCluster", name, Map.of(0L, address)));
        });
    return RemotingCommand.success()
        .body(RemotingSerializable.encode(new TopicRouteData(queueDatas, brokerDatas)));
  }
}
