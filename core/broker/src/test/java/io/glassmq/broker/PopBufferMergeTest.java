package io.glassmq.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pop when check points and acknowledgements meet in memory: what consumers see of it. */
class PopBufferMergeTest {
  private static final long INVISIBLE = 60_000;

  /** By then all that is to come back is there. */
  private static final long BACK = INVISIBLE + PopModel.REVIVE_MILLIS;

  @TempDir private Path folder;

  private PopWorld world;

  @BeforeEach
  void start() throws Exception {
    world = new PopWorld(folder, "enablePopBufferMerge", "true");
    for (String text : List.of("a", "b", "c")) {
      world.send(0, text);
    }
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private List<Popped> pop() throws Exception {
    return world.pop(32, INVISIBLE);
  }

  private void ack(Popped message) throws Exception {
    assertThat(world.client().ack(message.handle())).isZero();
    world.settle();
  }

  private static List<String> texts(List<Popped> messages) {
    return messages.stream().map(Popped::text).toList();
  }

  private long groupOffset() {
    return world.committed(new PopModel.Queue(false, 0));
  }

  @Test
  void shouldMoveTheOffsetWhenAllIsAcknowledged() throws Exception {
    List<Popped> popped = pop();
    assertThat(texts(popped)).containsExactly("a", "b", "c");
    assertThat(groupOffset()).isZero();
    assertThat(pop()).isEmpty();

    for (Popped message : popped) {
      ack(message);
    }

    assertThat(groupOffset()).isEqualTo(3);
    world.pass(BACK);
    assertThat(pop()).isEmpty();
  }

  @Test
  void shouldBringBackOnlyWhatWasNotAcknowledged() throws Exception {
    ack(pop().get(1)); // in memory
    world.pass(20_000);
    assertThat(groupOffset()).isEqualTo(3);

    world.pass(BACK - 20_000);

    assertThat(texts(pop())).containsExactly("a", "c");
  }

  @Test
  void shouldTakeAnAcknowledgementAfterTheCheckPointWentIntoTheLog() throws Exception {
    List<Popped> popped = pop();
    ack(popped.get(1));
    world.pass(20_000);

    ack(popped.get(2));
    world.pass(BACK - 20_000);

    assertThat(texts(pop())).containsExactly("a");
  }

  @Test
  void shouldHandNothingOutTwiceAfterACleanStop() throws Exception {
    ack(pop().get(1));

    world.restart();

    assertThat(groupOffset()).isEqualTo(3);
    assertThat(pop()).isEmpty();
    world.pass(BACK);
    assertThat(texts(pop())).containsExactly("a", "c");
  }

  @Test
  void shouldHandAllOutAgainAtOnceAfterACrash() throws Exception {
    ack(pop().get(1));

    world.crash();

    assertThat(texts(pop())).containsExactly("a", "b", "c");
  }
}
