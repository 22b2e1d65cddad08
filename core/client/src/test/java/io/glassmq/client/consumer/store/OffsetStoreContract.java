package io.glassmq.client.consumer.store;

import static io.glassmq.client.consumer.store.ReadOffsetType.MEMORY_FIRST_THEN_STORE;
import static io.glassmq.client.consumer.store.ReadOffsetType.READ_FROM_MEMORY;
import static io.glassmq.client.consumer.store.ReadOffsetType.READ_FROM_STORE;
import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.message.MessageQueue;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What every {@link OffsetStore} must do. */
abstract class OffsetStoreContract {
  static final MessageQueue QUEUE = new MessageQueue("Orders", "broker-a", 0);
  static final MessageQueue OTHER = new MessageQueue("Orders", "broker-a", 1);

  /** A store that shares what is kept with the ones made before. */
  abstract OffsetStore open() throws Exception;

  /** What would be there after a restart; may lag a little behind. */
  private long stored(MessageQueue queue) throws Exception {
    return open().readOffset(queue, READ_FROM_STORE);
  }

  @Nested
  class UpdateOffset {
    /** OS-1. */
    @Test
    void shouldNotLowerWhatIsToIncrease() throws Exception {
      OffsetStore store = open();
      store.updateOffset(QUEUE, 7, true);

      store.updateOffset(QUEUE, 5, true);

      assertThat(store.readOffset(QUEUE, READ_FROM_MEMORY)).isEqualTo(7);
    }

    @Test
    void shouldLowerWhatIsACorrection() throws Exception {
      OffsetStore store = open();
      store.updateOffset(QUEUE, 7, true);

      store.updateOffset(QUEUE, 5, false);

      assertThat(store.readOffset(QUEUE, READ_FROM_MEMORY)).isEqualTo(5);
    }
  }

  @Nested
  class UpdateAndFreezeOffset {
    /** OS-2. */
    @Test
    void shouldKeepAFrozenOffsetAgainstEverybodyWhoIsLate() throws Exception {
      OffsetStore store = open();
      store.updateOffset(QUEUE, 7, true);

      store.updateAndFreezeOffset(QUEUE, 3);
      store.updateOffset(QUEUE, 9, true);
      store.updateOffset(QUEUE, 8, false);

      assertThat(store.readOffset(QUEUE, READ_FROM_MEMORY)).isEqualTo(3);
    }

    /** OS-2, OS-5. */
    @Test
    void shouldThawWhenTheOffsetIsRemoved() throws Exception {
      OffsetStore store = open();
      store.updateAndFreezeOffset(QUEUE, 3);

      store.removeOffset(QUEUE);
      store.updateOffset(QUEUE, 9, true);

      assertThat(store.readOffset(QUEUE, READ_FROM_MEMORY)).isEqualTo(9);
    }

    /** OS-3. */
    @Test
    void shouldNotBeUndoneByReadingTheStore() throws Exception {
      OffsetStore store = open();
      store.updateOffset(QUEUE, 9, true);
      store.persist(QUEUE);

      store.updateAndFreezeOffset(QUEUE, 3);
      store.readOffset(QUEUE, READ_FROM_STORE);

      assertThat(store.readOffset(QUEUE, READ_FROM_MEMORY)).isEqualTo(3);
    }
  }

  @Nested
  class ReadOffset {
    @Test
    void shouldSayThatThereIsNone() throws Exception {
      assertThat(open().readOffset(QUEUE, READ_FROM_MEMORY)).isEqualTo(OffsetStore.NOT_FOUND);
      assertThat(open().readOffset(QUEUE, READ_FROM_STORE)).isEqualTo(OffsetStore.NOT_FOUND);
      assertThat(open().readOffset(QUEUE, MEMORY_FIRST_THEN_STORE))
          .isEqualTo(OffsetStore.NOT_FOUND);
    }

    /** OS-3. */
    @Test
    void shouldRememberWhatTheStoreSaid() throws Exception {
      OffsetStore before = open();
      before.updateOffset(QUEUE, 7, true);
      before.persist(QUEUE);
      OffsetStore store = open();

      assertThat(store.readOffset(QUEUE, READ_FROM_STORE)).isEqualTo(7);

      assertThat(store.readOffset(QUEUE, READ_FROM_MEMORY)).isEqualTo(7);
    }

    @Test
    void shouldLookIntoMemoryFirst() throws Exception {
      OffsetStore store = open();
      store.updateOffset(QUEUE, 7, true);
      store.persist(QUEUE);
      store.updateOffset(QUEUE, 9, true);

      assertThat(store.readOffset(QUEUE, MEMORY_FIRST_THEN_STORE)).isEqualTo(9);
      assertThat(open().readOffset(QUEUE, MEMORY_FIRST_THEN_STORE)).isEqualTo(7);
    }
  }

  @Nested
  class Persist {
    /** OS-4. */
    @Test
    void shouldOutliveTheStoreObject() throws Exception {
      OffsetStore store = open();
      store.updateOffset(QUEUE, 7, true);
      store.updateOffset(OTHER, 4, true);

      store.persist(QUEUE);

      assertThat(stored(QUEUE)).isEqualTo(7);
      assertThat(stored(OTHER)).isEqualTo(OffsetStore.NOT_FOUND);
    }

    @Test
    void shouldDoNothingForAQueueWithoutOffset() throws Exception {
      OffsetStore before = open();
      before.updateOffset(QUEUE, 7, true);
      before.persist(QUEUE);
      OffsetStore store = open();
      store.removeOffset(QUEUE);

      store.persist(QUEUE);

      assertThat(stored(QUEUE)).isEqualTo(7);
    }

    @Test
    void shouldStoreALowerOffsetToo() throws Exception {
      OffsetStore store = open();
      store.updateOffset(QUEUE, 7, true);
      store.persist(QUEUE);

      store.updateOffset(QUEUE, 2, false);
      store.persist(QUEUE);

      assertThat(stored(QUEUE)).isEqualTo(2);
    }
  }

  @Nested
  class PersistAll {
    @Test
    void shouldStoreTheQueuesThatAreOurs() throws Exception {
      OffsetStore store = open();
      store.updateOffset(QUEUE, 7, true);
      store.updateOffset(OTHER, 4, true);

      store.persistAll(Set.of(QUEUE));

      assertThat(stored(QUEUE)).isEqualTo(7);
      assertThat(stored(OTHER)).isEqualTo(OffsetStore.NOT_FOUND);
    }

    @Test
    void shouldDoNothingWhenNothingIsOurs() throws Exception {
      OffsetStore store = open();
      store.updateOffset(QUEUE, 7, true);

      store.persistAll(Set.of());

      assertThat(stored(QUEUE)).isEqualTo(OffsetStore.NOT_FOUND);
      assertThat(store.readOffset(QUEUE, READ_FROM_MEMORY)).isEqualTo(7);
    }
  }

  @Nested
  class RemoveOffset {
    /** OS-5. */
    @Test
    void shouldForgetTheMemoryAndLeaveTheStoreAlone() throws Exception {
      OffsetStore store = open();
      store.updateOffset(QUEUE, 7, true);
      store.persist(QUEUE);

      store.removeOffset(QUEUE);

      assertThat(store.readOffset(QUEUE, READ_FROM_MEMORY)).isEqualTo(OffsetStore.NOT_FOUND);
      assertThat(store.readOffset(QUEUE, READ_FROM_STORE)).isEqualTo(7);
    }
  }

  @Nested
  class CloneOffsetTable {
    private final MessageQueue foreign = new MessageQueue("Invoices", "broker-a", 0);

    @Test
    void shouldCopyOneTopicOrAll() throws Exception {
      OffsetStore store = open();
      store.updateOffset(QUEUE, 7, true);
      store.updateOffset(foreign, 4, true);

      assertThat(store.cloneOffsetTable("Orders")).isEqualTo(Map.of(QUEUE, 7L));
      assertThat(store.cloneOffsetTable(null)).isEqualTo(Map.of(QUEUE, 7L, foreign, 4L));
    }

    @Test
    void shouldNotChangeWithTheStore() throws Exception {
      OffsetStore store = open();
      store.updateOffset(QUEUE, 7, true);

      Map<MessageQueue, Long> copy = store.cloneOffsetTable("Orders");
      store.updateOffset(QUEUE, 8, true);

      assertThat(copy).isEqualTo(Map.of(QUEUE, 7L));
    }
  }
}
