package io.glassmq.chapters.ch03;

import io.glassmq.client.admin.DefaultMQAdminExt;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.common.TopicConfig;
import io.glassmq.common.constant.PermName;
import io.glassmq.remoting.protocol.route.QueueData;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One name server, seen from outside: what it tells about a topic. */
final class NameServer implements AutoCloseable {
  private static final int ASK_AGAIN_MILLIS = 20;

  private final DefaultMQAdminExt admin = new DefaultMQAdminExt();

  NameServer(String address) throws MQClientException {
    admin.setNamesrvAddr(address);
    admin.start();
  }

  /** The brokers in the route of a topic; none if there is no route. */
  List<String> brokersOf(String topic) throws Exception {
    try {
      return admin.examineTopicRouteInfo(topic).queueDatas().stream()
          .map(QueueData::brokerName)
          .sorted()
          .toList();
    } catch (MQClientException e) {
      return List.of();
    }
  }

  /** Asks again and again until the route of a topic names exactly these brokers. */
  void awaitBrokersOf(String topic, List<String> brokers) throws Exception {
    var never = new CountDownLatch(1);
    while (!brokersOf(topic).equals(brokers)) {
      never.await(ASK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** The address of a broker; each one is in the route of the topic of its own name. */
  String addressOf(String broker) throws Exception {
    return admin.examineTopicRouteInfo(broker).brokerDatas().get(0).masterAddr();
  }

  /** Makes a topic of one queue on one broker, which tells its name servers at once. */
  void createTopic(String topic, String brokerAddr) throws Exception {
    admin.createAndUpdateTopicConfig(brokerAddr, TopicConfig.of(topic, 1, 1, PermName.READ_WRITE));
  }

  @Override
  public void close() {
    admin.shutdown();
  }
}
