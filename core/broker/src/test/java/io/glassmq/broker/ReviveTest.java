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
}
