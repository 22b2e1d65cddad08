package io.glassmq.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.consumer.ReceiptHandle;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With {@code enablePopMessageThreshold} a queue gives no more than consumers may hold. */
class PopInflightLimitTest {
  private static final long INVISIBLE = 10_000;

  private PopWorld world;
  private List<ReceiptHandle> held;

  @BeforeEach
  void popAsMuchAsMayBeHeld(@TempDir Path folder) throws Exception {
    world =
        new PopWorld(
            folder, "enablePopMessageThreshold", "true", "popInflightMessageThreshold", "2");
    for (String text : List.of("a", "b", "c")) {
      world.send(0, text);
    }
    held = world.pop(2, INVISIBLE).stream().map(Popped::handle).toList();
    assertThat(held).hasSize(2);
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private List<String> popped() throws Exception {
    return world.pop(32, INVISIBLE).stream().map(Popped::text).toList();
  }

  @Test
  void shouldGiveNoMoreThanMayBeHeld() throws Exception {
    assertThat(popped()).isEmpty();
  }

  @Test
  void shouldGoOnWhenAMessageIsAcknowledged() throws Exception {
    world.client().ack(held.get(0));

    assertThat(popped()).containsExactly("c");
  }

  @Test
  void shouldGoOnWhenMessagesAreAcknowledgedTogether() throws Exception {
    world.client().ack(held);

    assertThat(popped()).containsExactly("c");
  }

  @Test
  void shouldGoOnWhenMessagesCameBack() throws Exception {
    world.pass(INVISIBLE + 10_000);

    assertThat(popped()).containsExactlyInAnyOrder("a", "b", "c");
  }
}
