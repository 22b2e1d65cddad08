package io.glassmq.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.consumer.ReceiptHandle;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.body.PopInFlight;
import io.glassmq.remoting.protocol.header.GetPopInFlightRequestHeader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a broker says about the messages that a group has popped and not acknowledged. */
class PopInFlightTest {
  @TempDir Path folder;

  private static PopInFlight inFlight(PopWorld world, String group, int max) throws Exception {
    world.settle(); // the broker counts what is dispatched
    var header = new GetPopInFlightRequestHeader(group, max);
    RemotingCommand answer =
        world.call(RemotingCommand.createRequest(RequestCode.GET_POP_IN_FLIGHT, header));
    return RemotingSerializable.decode(answer.body(), PopInFlight.class);
  }

  private static PopInFlight inFlight(PopWorld world) throws Exception {
    return inFlight(world, PopWorld.GROUP, 100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "true"})
  void shouldListWhatWasPoppedAndNotAcknowledged(String merge) throws Exception {
    try (var world = new PopWorld(folder, "enablePopBufferMerge", merge)) {
      world.send(0, "a");
      world.send(0, "b");
      world.send(0, "waits");
      long now = world.clock().millis();
      List<Popped> popped = world.pop(2, 60_000);
      world.client().ack(popped.get(0).handle());

      PopInFlight found = inFlight(world);

      assertThat(found.total()).isEqualTo(1);
      PopInFlight.Message message = found.messages().get(0);
      assertThat(message.topic()).isEqualTo(PopWorld.TOPIC);
      assertThat(message.queueOffset()).isEqualTo(1);
      assertThat(message.visibleTime()).isEqualTo(now + 60_000);
      assertThat(message.reconsumeTimes()).isZero();
      assertThat(message.client()).isNotNull();
      ReceiptHandle handle = ReceiptHandle.decode(message.receiptHandle());
      assertThat(handle).isEqualTo(popped.get(1).handle());
    }
  }

  @Test
  void shouldFollowAMessageUntilItCameBackAndIsAcknowledged() throws Exception {
    try (var world = new PopWorld(folder)) {
      world.send(0, "a");
      world.pop(1, 10_000);
      world.pass(10_500); // its check point has left the timer, nothing is decided
      assertThat(inFlight(world).total()).isEqualTo(1);

      world.pass(10_000);
      assertThat(inFlight(world).total()).isZero();

      List<Popped> again = world.pop(1, 10_000);
      PopInFlight.Message message = inFlight(world).messages().get(0);
      assertThat(message.topic()).isEqualTo("%RETRY%readers_Orders");
      assertThat(message.reconsumeTimes()).isEqualTo(1);
      assertThat(message.receiptHandle()).isEqualTo(again.get(0).handle().encode());

      world.client().ack(again.get(0).handle());
      assertThat(inFlight(world).total()).isZero();
    }
  }

  @Test
  void shouldKnowTheNewTimeOfAMessage() throws Exception {
    try (var world = new PopWorld(folder)) {
      world.send(0, "a");
      ReceiptHandle first = world.pop(1, 10_000).get(0).handle();
      world.pass(2_000);
      ReceiptHandle changed = world.client().change(first, 30_000).orElseThrow();
      world.settle();

      assertThat(inFlight(world).messages())
          .singleElement()
          .satisfies(
              message -> {
                assertThat(message.receiptHandle()).isEqualTo(changed.encode());
                assertThat(message.visibleTime()).isEqualTo(world.clock().millis() + 30_000);
                assertThat(message.client()).isNotNull();
              });
    }
  }

  @Test
  void shouldListWhatIsVisibleAgainTooSoonForTheTimer() throws Exception {
    try (var world = new PopWorld(folder)) {
      world.send(0, "a");
      ReceiptHandle handle = world.pop(1, 500).get(0).handle();

      assertThat(inFlight(world).messages())
          .singleElement()
          .satisfies(message -> assertThat(message.receiptHandle()).isEqualTo(handle.encode()));
    }
  }

  @Test
  void shouldKnowAfterARestartAllButWhoHasIt() throws Exception {
    try (var world = new PopWorld(folder)) {
      world.send(0, "a");
      world.pop(1, 60_000);

      world.restart();

      assertThat(inFlight(world).messages())
          .singleElement()
          .satisfies(message -> assertThat(message.client()).isNull());
    }
  }

  @Test
  void shouldListWhatWasPoppedInOrder() throws Exception {
    try (var world = new PopWorld(folder)) {
      world.send(0, "a");
      world.send(0, "b");
      long now = world.clock().millis();
      List<Popped> popped = world.client().pop(world.client().request(0, 2, 10_000, now, true));
      world.client().ack(popped.get(0).handle());

      assertThat(inFlight(world).messages())
          .singleElement()
          .satisfies(
              message -> {
                assertThat(message.queueOffset()).isEqualTo(1);
                assertThat(message.visibleTime()).isEqualTo(now + 10_000);
                assertThat(message.receiptHandle()).contains(" 999 ");
              });

      world.pass(10_000);
      assertThat(inFlight(world).total()).isZero();
    }
  }

  @Test
  void shouldListNoMoreThanAskedForAndNothingOfOthers() throws Exception {
    try (var world = new PopWorld(folder)) {
      for (String text : List.of("a", "b", "c")) {
        world.send(0, text);
      }
      world.pop(3, 60_000);

      assertThat(inFlight(world, PopWorld.GROUP, 2).messages()).hasSize(2);
      assertThat(inFlight(world, PopWorld.GROUP, 2).total()).isEqualTo(3);
      assertThat(inFlight(world, "others", 2).total()).isZero();
    }
  }
}
