package io.glassmq.client.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.client.consumer.listener.ConsumeOrderlyStatus;
import io.glassmq.client.consumer.listener.MessageListenerOrderly;
import io.glassmq.client.fake.FakePop;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.common.message.MessageRequestMode;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.heartbeat.MessageModel;
import io.glassmq.remoting.protocol.heartbeat.SubscriptionData;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Which queues a push consumer pops and which it pulls, as the broker assigns them. */
class PopAssignmentTest extends PopConsumerFixture {
  @Test
  void shouldPullWhatIsToBePulledAndTheLeftoversOfPopping() throws Exception {
    pop.assign(TOPIC, MessageRequestMode.PULL, queue(1), queue(2));
    popper();

    consumer.start();

    eventually(() -> assertThat(info().mqTable()).containsOnlyKeys(queue(1), queue(2)));
    eventually(() -> assertThat(announcedTopics()).contains(LEFTOVERS));
    assertThat(pop.pops()).isEmpty();
  }

  @Test
  void shouldGoFromPullToPopAndBack() throws Exception {
    List<Set<MessageQueue>> told = new CopyOnWriteArrayList<>();
    pop.assign(TOPIC, MessageRequestMode.PULL, queue(1));
    popper().setMessageQueueListener((topic, all, ours) -> told.add(ours));
    consumer.start();
    eventually(() -> assertThat(info().mqTable()).containsOnlyKeys(queue(1)));

    pop.assign(TOPIC, MessageRequestMode.POP, FakePop.anyQueue(TOPIC));
    consumer.resume(); // has queues shared out anew

    eventually(() -> assertThat(info().mqPopTable()).containsOnlyKeys(FakePop.anyQueue(TOPIC)));
    assertThat(info().mqTable()).isEmpty();
    eventually(() -> assertThat(announcedTopics()).doesNotContain(LEFTOVERS));
    pop.assign(TOPIC, MessageRequestMode.PULL, queue(1));
    consumer.resume();

    eventually(
        () ->
            assertThat(told)
                .containsExactly(
                    Set.of(queue(1)), Set.of(FakePop.anyQueue(TOPIC)), Set.of(queue(1))));
    assertThat(info().mqTable()).containsOnlyKeys(queue(1));
    assertThat(info().mqPopTable()).isEmpty();
  }

  @Test
  void shouldKeepWhatItHasWhenTheBrokerCannotTell() throws Exception {
    pop.popFrom(TOPIC, GROUP);
    popper().start();
    eventually(() -> assertThat(info().mqPopTable()).hasSize(1));
    int asked = cluster.received(RequestCode.QUERY_ASSIGNMENT).size();

    cluster.script(
        RequestCode.QUERY_ASSIGNMENT, (a, r) -> RemotingCommand.success().body("{}".getBytes()));
    consumer.resume();

    eventually(
        () ->
            assertThat(cluster.received(RequestCode.QUERY_ASSIGNMENT))
                .hasSizeGreaterThan(asked + 1));
    assertThat(info().mqPopTable()).containsOnlyKeys(FakePop.anyQueue(TOPIC));
  }

  @Test
  void shouldDropAllWhenNothingIsAssigned() throws Exception {
    pop.popFrom(TOPIC, GROUP);
    popper().start();
    eventually(() -> assertThat(info().mqPopTable()).hasSize(1));

    pop.assign(TOPIC, MessageRequestMode.POP);
    consumer.resume();

    eventually(() -> assertThat(info().mqPopTable()).isEmpty());
  }

  @Test
  void shouldPopNothingOfATopicThatIsNoLongerWanted() throws Exception {
    pop.popFrom(TOPIC, GROUP);
    popper().start();
    eventually(() -> assertThat(info().mqPopTable()).hasSize(1));

    consumer.unsubscribe(TOPIC);

    eventually(() -> assertThat(info().mqPopTable()).isEmpty());
  }

  @Test
  void shouldAskThreeTimesInARound() throws Exception {
    cluster.script(
        RequestCode.QUERY_ASSIGNMENT,
        (a, r) -> {
          consumer.suspend(); // so there is no other round
          return RemotingCommand.createResponse(ResponseCode.SYSTEM_ERROR, "not now");
        });
    pop.popFrom(TOPIC, GROUP);
    popper();

    consumer.start();

    eventually(() -> assertThat(cluster.received(RequestCode.QUERY_ASSIGNMENT)).hasSize(3));
    await()
        .during(Duration.ofMillis(200))
        .until(() -> cluster.received(RequestCode.QUERY_ASSIGNMENT).size() == 3);
  }

  @Test
  void shouldNotBeAskedForByOrderlyListeners() throws Exception {
    MessageListenerOrderly listener = (msgs, context) -> ConsumeOrderlyStatus.SUCCESS;
    pop.popFrom(TOPIC, GROUP);
    popper().registerMessageListener(listener);

    consumer.start();

    eventually(() -> assertThat(info().mqTable()).hasSize(4));
    assertThat(cluster.received(RequestCode.QUERY_ASSIGNMENT)).isEmpty();
  }

  @Test
  void shouldNotBeAskedForByThoseWhoBroadcast() throws Exception {
    pop.popFrom(TOPIC, GROUP);
    popper().setMessageModel(MessageModel.BROADCASTING);

    consumer.start();

    eventually(() -> assertThat(info().mqTable()).hasSize(4));
    assertThat(cluster.received(RequestCode.QUERY_ASSIGNMENT)).isEmpty();
  }

  private List<String> announcedTopics() throws Exception {
    return announced().subscriptionDataSet().stream().map(SubscriptionData::topic).toList();
  }
}
