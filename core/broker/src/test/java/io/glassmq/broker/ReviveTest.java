package io.glassmq.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to popped messages that nobody acknowledges in time. */
class ReviveTest {
  private static final long INVISIBLE = 10_000;

  /** When they are back at the latest, after the time for which they were hidden. */
  private static final long REVIVED = 3_100;

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

  private List<Popped> pop() throws Exception {
    return world.pop(32, INVISIBLE);
  }

  @Test
  void shouldComeAgainAsRetries() throws Exception {
    world.send(0, "a");
    pop();

    world.pass(INVISIBLE + REVIVED);
    List<Popped> again = pop();

    assertThat(again).extracting(Popped::text).containsExactly("a");
    assertThat(again.get(0).isRetry()).isTrue();
    assertThat(again.get(0).reconsumeTimes()).isEqualTo(1);
  }

  @Test
  void shouldComeAgainFromReviveQueuesThatAreNotUsedAnyMore() throws Exception {
    for (String text : List.of("a", "b", "c")) {
      world.send(0, text);
      world.pop(1, INVISIBLE); // each check point goes to another queue
    }

    world.set("reviveQueueNum", "1");
    world.restart();
    world.pass(INVISIBLE + REVIVED);

    assertThat(pop()).extracting(Popped::text).containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void shouldNotComeAgainIfItWasAcknowledgedWhileTheClockWasPutBack() throws Exception {
    for (int i = 0; i < 20; i++) { // the store's dispatch is to be slow in one of them
      world.send(0, "a" + i);
      world.pass(-3_000);
      List<Popped> popped = world.pop(8, 500);
      world.settle();
      world.client().ack(popped.get(0).handle());
      world.pass(3_600_000);

      assertThat(pop()).as("round %d", i).isEmpty();
    }
  }

  @Test
  void shouldComeAgainAndAgain() throws Exception {
    world.send(0, "a");
    pop();

    for (int times = 1; times < 4; times++) {
      world.pass(INVISIBLE + REVIVED);

      assertThat(pop()).extracting(Popped::reconsumeTimes).containsExactly(times);
    }
  }

  @Test
  void shouldNotComeAgainWhenAcknowledged() throws Exception {
    world.send(0, "a");
    world.send(0, "b");
    for (Popped message : pop()) {
      if (message.text().equals("a")) {
        world.client().ack(message.handle());
      }
    }

    world.pass(INVISIBLE + REVIVED);

    assertThat(pop()).extracting(Popped::text).containsExactly("b");
  }

  @Test
  void shouldComeAgainWhenTheInvisibleTimeWasChangedInTheMillisecondOfThePop() throws Exception {
    world.send(0, "a");
    Popped popped = pop().get(0);
    var first = world.client().change(popped.handle(), INVISIBLE).orElseThrow();
    world.client().change(first, INVISIBLE).orElseThrow();

    world.pass(INVISIBLE + REVIVED);

    assertThat(pop()).extracting(Popped::text).containsExactly("a");
  }

  @Test
  void shouldStayHiddenForTheNewTimeWhenThatWasChanged() throws Exception {
    world.send(0, "a");
    Popped popped = pop().get(0);
    world.pass(5_000);
    world.client().change(popped.handle(), 3 * INVISIBLE).orElseThrow();

    world.pass(3 * INVISIBLE - 1);
    assertThat(pop()).isEmpty();

    world.pass(REVIVED);
    assertThat(pop()).extracting(Popped::reconsumeTimes).containsExactly(1);
  }

  @Test
  void shouldComeBackAfterACrash() throws Exception {
    world.send(0, "a");
    world.send(0, "b");
    List<Popped> popped = pop();
    world.client().ack(popped.get(0).handle());
    world.persist();
    world.crash();

    world.pass(INVISIBLE + REVIVED);

    assertThat(pop()).extracting(Popped::text).containsExactly("b");
  }
}
