package io.glassmq.broker.pop;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.broker.TestClock;
import io.glassmq.broker.offset.ConsumerOffsetManager;
import io.glassmq.broker.offset.PopQueue;
import io.glassmq.remoting.protocol.ConfigFile;
import io.glassmq.remoting.protocol.header.PopMessageRequestHeader;
import io.glassmq.store.MessageStore;
import io.glassmq.store.queue.ConsumeQueueEntry;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PopOffsetsTest {
  private static final int FROM_MIN = PopMessageRequestHeader.INIT_MIN;
  private static final int FROM_MAX = PopMessageRequestHeader.INIT_MAX;
  private static final PopQueue QUEUE = new PopQueue("T", "G", 0);

  private final Map<PopQueue, Long> handedOut = new HashMap<>();
  private final List<PopQueue> forgotten = new ArrayList<>();
  private long min;
  private long max;
  private boolean inMemory;
  private ConsumerOffsetManager offsets;
  private PopOffsets popOffsets;

  @BeforeEach
  void open(@TempDir Path folder) {
    offsets =
        new ConsumerOffsetManager(
            new ConfigFile(folder.resolve("consumerOffset.json")), new TestClock());
    popOffsets =
        new PopOffsets(
            offsets, queue -> handedOut.getOrDefault(queue, -1L), forgotten::add, store(), true);
  }

  /** A store of which only the ends of a queue are known, and whether it is in memory. */
  private MessageStore store() {
    return (MessageStore)
        Proxy.newProxyInstance(
            MessageStore.class.getClassLoader(),
            new Class<?>[] {MessageStore.class},
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "getMinOffsetInQueue" -> min;
                  case "getMaxOffsetInQueue" -> max;
                  case "consumeQueueUnit" ->
                      max == 0
                          ? Optional.empty()
                          : Optional.of(new ConsumeQueueEntry("0", 0, 0, 100, 0));
                  case "isInMemory" -> inMemory;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private long stored() {
    return offsets.queryOffset("G", "T", 0);
  }

  @Nested
  class Begin {
    @Test
    void shouldBeginWhereTheGroupStands() {
      offsets.commitOffset("G", "T", 0, 7);

      assertThat(popOffsets.begin(QUEUE, FROM_MIN)).isEqualTo(7);
    }

    @Test
    void shouldBeginBehindWhatWasHandedOutAlready() {
      offsets.commitOffset("G", "T", 0, 7);
      handedOut.put(QUEUE, 9L);

      assertThat(popOffsets.begin(QUEUE, FROM_MIN)).isEqualTo(9);
    }

    @Test
    void shouldGiveANewGroupAnOffset() {
      min = 5;
      max = 50;

      assertThat(popOffsets.begin(QUEUE, FROM_MIN)).isEqualTo(5);
      assertThat(stored()).isEqualTo(5);
    }

    @Test
    void shouldGiveANewGroupTheLastMessageIfItWantsNewOnes() {
      max = 50;

      assertThat(popOffsets.begin(QUEUE, FROM_MAX)).isEqualTo(49);
    }

    @Test
    void shouldGiveItAllOfAYoungQueueEvenThen() {
      max = 50;
      inMemory = true;

      assertThat(popOffsets.begin(QUEUE, FROM_MAX)).isZero();
    }

    @Test
    void shouldReadRetryTopicsFromTheirBeginningEvenThen() {
      max = 50;

      assertThat(popOffsets.begin(new PopQueue("%RETRY%G_T", "G", 0), FROM_MAX)).isZero();
    }

    @Test
    void shouldGoWhereAnAdministratorHasSentTheGroup() {
      offsets.commitOffset("G", "T", 0, 7);
      handedOut.put(QUEUE, 9L);
      offsets.resetOffset("G", "T", 0, 2);

      assertThat(popOffsets.begin(QUEUE, FROM_MIN)).isEqualTo(2);
      assertThat(forgotten).containsExactly(QUEUE);
      assertThat(stored()).isEqualTo(2);
    }
  }

  @Nested
  class Peek {
    @Test
    void shouldChangeNothing() {
      min = 5;

      assertThat(popOffsets.peek(QUEUE, FROM_MIN)).isEqualTo(5);
      assertThat(stored()).isEqualTo(ConsumerOffsetManager.NONE);
    }
  }
}
