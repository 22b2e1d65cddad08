package io.glassmq.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.header.PopMessageRequestHeader;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Short stories of popped messages; {@link PopProperties} tells thousands of longer ones. */
class PopWorldTest {
  private static final long INVISIBLE = 12_000;
  private static final long HOUR = 3_600_000;

  @TempDir Path folder;
  private PopWorld world;

  @BeforeEach
  void open() throws Exception {
    world = new PopWorld(folder);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void shouldBringBackWhatNobodyAcknowledges() throws Exception {
    world.send(0, "a");
    Popped first = world.pop(32, INVISIBLE).get(0);

    world.pass(INVISIBLE - 1);
    assertThat(world.pop(32, INVISIBLE)).isEmpty();
    world.pass(1 + PopModel.REVIVE_MILLIS);
    Popped second = world.pop(32, INVISIBLE).get(0);

    assertThat(first.reconsumeTimes()).isZero();
    assertThat(second.text()).isEqualTo("a");
    assertThat(second.isRetry()).isTrue();
    assertThat(second.reconsumeTimes()).isEqualTo(1);
  }

  @Test
  void shouldNotBringBackWhatIsAcknowledged() throws Exception {
    world.send(0, "a");
    Popped first = world.pop(32, INVISIBLE).get(0);
    world.client().ack(first.handle());

    world.pass(INVISIBLE + PopModel.REVIVE_MILLIS);

    assertThat(world.pop(32, INVISIBLE)).isEmpty();
  }

  @Test
  void shouldWakeAnotherPopWhenTheClientOfTheWokenOneIsGone() throws Exception {
    var gone = new FakeChannel();
    world.callAsync(gone, waitingPop(10_000));
    var other = world.callAsync(new FakeChannel(), waitingPop(20_000));
    gone.close();

    world.send(0, "a");

    assertThat(other)
        .succeedsWithin(Duration.ofSeconds(10))
        .extracting(RemotingCommand::isSuccess)
        .isEqualTo(true);
  }

  private RemotingCommand waitingPop(long pollMillis) {
    return RemotingCommand.createRequest(
        RequestCode.POP_MESSAGE,
        new PopMessageRequestHeader(
            PopWorld.GROUP,
            PopWorld.TOPIC,
            -1,
            32,
            INVISIBLE,
            pollMillis,
            world.clock().millis(),
            PopMessageRequestHeader.INIT_MIN,
            "TAG",
            "*",
            false,
            null));
  }

  @Test
  void shouldRememberAcknowledgementsWhenTheBrokerStoodStillForAnHour() throws Exception {
    world.send(0, "a");
    Popped first = world.pop(32, INVISIBLE).get(0);
    world.client().ack(first.handle());

    world.restart();
    world.pass(HOUR);

    assertThat(world.pop(32, INVISIBLE)).isEmpty();
  }

  @Test
  void shouldLoseNothingWhenAMessageIsPutOffInTheMillisecondInWhichItWasPopped() throws Exception {
    world.send(0, "a");
    Popped first = world.pop(32, INVISIBLE).get(0);
    var again = world.client().change(first.handle(), 1_000).orElseThrow();
    world.client().change(again, 2_000);

    world.pass(2_000 + PopModel.REVIVE_MILLIS);

    assertThat(world.pop(32, INVISIBLE)).extracting(Popped::text).containsExactly("a");
  }

  @Test
  void shouldHandOutTwiceWhatACrashCostTheOffsetOf() throws Exception {
    world.send(0, "a");
    world.persist();
    world.pop(32, INVISIBLE);

    world.crash();
    Popped again = world.pop(32, INVISIBLE).get(0);
    world.client().ack(again.handle());
    world.pass(INVISIBLE + PopModel.REVIVE_MILLIS);

    assertThat(again.reconsumeTimes()).isZero();
    assertThat(world.pop(32, INVISIBLE))
        .as("the check point of the first pop is on the disk")
        .extracting(Popped::reconsumeTimes)
        .containsExactly(1);
  }
}
