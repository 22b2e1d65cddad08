package io.glassmq.client.impl;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.protocol.route.BrokerData;
import io.glassmq.remoting.protocol.route.QueueData;
import io.glassmq.remoting.protocol.route.TopicRouteData;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicRouteTest {
  private static final int READ_WRITE = 6;
  private static final int READ_ONLY = 4;
  private static final int WRITE_ONLY = 2;

  private static final BrokerData MASTER = new BrokerData("C", "broker-a", Map.of(0L, "a:1"));
  private static final BrokerData ONLY_SLAVE = new BrokerData("C", "broker-b", Map.of(1L, "b:1"));

  private static TopicRoute route(TopicRouteData data) {
    return TopicRoute.of("T", data);
  }

  private static MessageQueue queue(String broker, int id) {
    return new MessageQueue("T", broker, id);
  }

  @Test
  void shouldSendOnlyWhereThereIsAMasterButReadFromASlave() {
    var data =
        new TopicRouteData(
            List.of(
                new QueueData("broker-b", 1, 1, READ_WRITE, 0),
                new QueueData("broker-a", 1, 2, READ_WRITE, 0)),
            List.of(ONLY_SLAVE, MASTER));

    TopicRoute route = route(data);

    assertThat(route.publishInfo().messageQueueList())
        .containsExactly(queue("broker-a", 0), queue("broker-a", 1));
    assertThat(route.subscribeQueues())
        .containsExactlyInAnyOrder(queue("broker-a", 0), queue("broker-b", 0));
  }

  @Test
  void shouldHeedPermissions() {
    var readable =
        new TopicRouteData(List.of(new QueueData("broker-a", 1, 1, READ_ONLY, 0)), List.of(MASTER));
    var writeable =
        new TopicRouteData(
            List.of(new QueueData("broker-a", 1, 1, WRITE_ONLY, 0)), List.of(MASTER));

    assertThat(route(readable).publishInfo().isEmpty()).isTrue();
    assertThat(route(readable).subscribeQueues()).hasSize(1);
    assertThat(route(writeable).publishInfo().isEmpty()).isFalse();
    assertThat(route(writeable).subscribeQueues()).isEmpty();
  }

  @Test
  void shouldTakeTheQueuesOfAnOrderedTopicFromItsOrderConfiguration() {
    var data = new TopicRouteData("broker-b:2;broker-a:1", List.of(), List.of(MASTER), null);

    assertThat(route(data).publishInfo().messageQueueList())
        .containsExactly(queue("broker-b", 0), queue("broker-b", 1), queue("broker-a", 0));
  }

  @Test
  void shouldBorrowAtMostFourQueuesOfEachBroker() {
    var template =
        new TopicRouteData(
            List.of(
                new QueueData("broker-a", 8, 8, READ_WRITE, 0),
                new QueueData("broker-b", 2, 8, READ_WRITE, 0)),
            List.of(MASTER));

    assertThat(TopicRoute.borrowed(template, 4).queueDatas())
        .extracting(QueueData::writeQueueNums)
        .containsExactly(4, 2);
  }

  @Test
  void shouldBeEqualWhateverTheOrderOfTheAnswer() {
    var a = new QueueData("broker-a", 1, 1, READ_WRITE, 0);
    var b = new QueueData("broker-b", 1, 1, READ_WRITE, 0);
    var one = new TopicRouteData(List.of(a, b), List.of(MASTER, ONLY_SLAVE));
    var other = new TopicRouteData(List.of(b, a), List.of(ONLY_SLAVE, MASTER));

    assertThat(route(one).data()).isEqualTo(route(other).data());
  }
}
