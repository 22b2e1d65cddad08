package io.glassmq.client.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.sysflag.PullSysFlag;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.heartbeat.MessageModel;
import io.glassmq.remoting.protocol.heartbeat.SubscriptionData;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Each member gets all messages and keeps its offsets on its own machine. */
class BroadcastingTest extends PushConsumerFixture {
  private DefaultMQPushConsumer broadcasting() throws Exception {
    var consumer = consumer();
    consumer.setMessageModel(MessageModel.BROADCASTING);
    consumer.setAwaitTerminationMillisWhenShutdown(30_000); // what is consumed is also reported
    return consumer;
  }

  @Test
  void shouldBringEveryMessageToEveryMember() throws Exception {
    broadcasting().start();
    var other = broadcasting();
    other.setInstanceName("other");
    other.start();

    for (int i = 0; i < 4; i++) {
      put(i, "m" + i);
    }

    eventually(
        () ->
            assertThat(consumed)
                .containsExactlyInAnyOrder("m0", "m0", "m1", "m1", "m2", "m2", "m3", "m3"));
  }

  @Test
  void shouldKeepItsNameAndItsOffsetsOnThisMachine() throws Exception {
    put(0, "m0");
    var consumer = broadcasting();
    consumer.start();
    eventually(() -> assertThat(consumed).hasSize(1));

    consumer.shutdown();

    assertThat(consumer.getInstanceName()).isEqualTo("DEFAULT");
    Path file = folder.resolve("10.0.0.1@DEFAULT").resolve(GROUP).resolve("offsets.json");
    assertThat(Files.readString(file)).contains("\"queueId\":0");
    assertThat(cluster.received(RequestCode.UPDATE_CONSUMER_OFFSET)).isEmpty();
    assertThat(pulls()).noneMatch(pull -> PullSysFlag.has(pull.sysFlag(), 1));
  }

  @Test
  void shouldGoOnWhereItWasBeforeARestart() throws Exception {
    put(0, "m0");
    var first = broadcasting();
    first.start();
    eventually(() -> assertThat(consumed).hasSize(1));
    first.shutdown();
    put(0, "m1");

    broadcasting().start();

    eventually(() -> assertThat(consumed).containsExactly("m0", "m1"));
  }

  @Test
  void shouldHaveNoRetryTopicButTellBrokersThatItBroadcasts() throws Exception {
    broadcasting().start();

    eventually(() -> assertThat(pulls()).hasSize(4));
    assertThat(announced().messageModel()).isEqualTo(MessageModel.BROADCASTING);
    assertThat(announced().subscriptionDataSet())
        .extracting(SubscriptionData::topic)
        .containsExactly(TOPIC);
  }
}
