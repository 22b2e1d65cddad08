package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.glassmq.common.attribute.CQType;
import io.glassmq.common.message.BatchEntry;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.sysflag.MessageSysFlag;
import io.glassmq.store.logfile.FileLayer;
import io.glassmq.store.queue.ConsumeQueueStore;
import io.glassmq.store.queue.UnitQueue;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that hold several messages, in queues that count messages. */
class BatchQueueTest {
  private static final String[] SMALL = {"mapperFileSizeBatchConsumeQueue", "460"};

  @TempDir Path root;

  private TestStore open() throws StoreException {
    return TestStore.open(
        TestStore.config(root, SMALL),
        StoreParts.defaults(),
        topic -> topic.startsWith("B") ? CQType.BatchCQ : CQType.SimpleCQ,
        MessageArrivingListener.NONE);
  }

  private static GetMessageResult get(TestStore store, long offset, int max) {
    store.awaitDispatched();
    return store.store.getMessage("B", 0, offset, max, MessageFilter.ALL);
  }

  @Nested
  class Append {
    @Test
    void shouldGiveEachMessageOfARecordAnOffset() throws Exception {
      try (var store = open()) {
        assertThat(store.put(Messages.innerBatch("B", "1", "2", "3")).queueOffset()).isZero();
        AppendMessageResult second = store.put(Messages.innerBatch("B", "4", "5"));
        AppendMessageResult third = store.put(Messages.message("B", 0, "6"));

        assertThat(second.queueOffset()).isEqualTo(3);
        assertThat(second.msgNum()).isEqualTo(2);
        assertThat(second.msgId()).hasSize(32);
        assertThat(third.queueOffset()).isEqualTo(5);
        store.awaitDispatched();
        assertThat(store.store.getMaxOffsetInQueue("B", 0)).isEqualTo(6);
      }
    }

    @Test
    void shouldWriteTheOffsetOfTheFirstMessageIntoTheRecord() throws Exception {
      try (var store = open()) {
        store.put(Messages.innerBatch("B", "1", "2", "3"));
        long place = store.put(Messages.innerBatch("B", "4", "5")).wroteOffset();

        MessageExt record = store.store.lookMessageByOffset(place).orElseThrow();

        assertThat(Long.parseLong(record.getProperty("INNER_BASE"))).isEqualTo(3);
        assertThat(record.getProperty("INNER_NUM")).isEqualTo("2");
        assertThat(record.getQueueOffset()).isEqualTo(3);
        assertThat(BatchEntry.decode(ByteBuffer.wrap(record.getBody()))).hasSize(2);
      }
    }

    @Test
    void shouldRefuseWhatNoQueueCouldCount() throws Exception {
      try (var store = open()) {
        var uncounted = Messages.innerBatch("B", "1");
        uncounted.setPropertiesString("");
        var tooMany = Messages.innerBatch("B", "1");
        tooMany.setPropertiesString("INNER_NUM\u000132768\u0002");
        var counted = Messages.message("B", 0, "x", Map.of("INNER_NUM", "1"));

        for (var illegal :
            List.of(uncounted, tooMany, counted, Messages.innerBatch("Simple", "1"))) {
          assertThat(store.store.putMessage(illegal).join().status())
              .isEqualTo(PutMessageStatus.MESSAGE_ILLEGAL);
        }
        assertThat(store.store.getMaxPhyOffset()).isZero();
      }
    }
  }

  @Nested
  class Read {
    @Test
    void shouldReturnTheRecordThatHoldsTheMessage() throws Exception {
      try (var store = open()) {
        store.put(Messages.innerBatch("B", "1", "2", "3"));
        store.put(Messages.innerBatch("B", "4", "5"));

        GetMessageResult found = get(store, 1, 3);

        assertThat(found.messageCount()).isEqualTo(3);
        assertThat(found.nextBeginOffset()).isEqualTo(3);
        assertThat(TestStore.decode(found))
            .extracting(MessageExt::getQueueOffset)
            .containsExactly(0L);
      }
    }

    @Test
    void shouldCountMessagesNotRecords() throws Exception {
      try (var store = open()) {
        store.put(Messages.innerBatch("B", "1", "2", "3"));
        store.put(Messages.innerBatch("B", "4", "5"));

        assertThat(TestStore.decode(get(store, 0, 4))).hasSize(1);
        assertThat(TestStore.decode(get(store, 0, 5))).hasSize(2);
        assertThat(TestStore.decode(get(store, 0, 1))).hasSize(1);
      }
    }

    @Test
    void shouldFindMessagesOverSeveralFiles() throws Exception {
      try (var store = open()) {
        for (int i = 0; i < 35; i++) {
          store.put(Messages.innerBatch("B", "1", "2", "3"));
        }

        for (long offset = 0; offset < 105; offset++) {
          GetMessageResult found = get(store, offset, 1);
          assertThat(found.nextBeginOffset()).isEqualTo(offset / 3 * 3 + 3);
          assertThat(TestStore.decode(found).get(0).getQueueOffset()).isEqualTo(offset / 3 * 3);
        }
        assertThat(get(store, 105, 1).status()).isEqualTo(GetMessageStatus.OFFSET_OVERFLOW_ONE);
        assertThat(root.resolve("batchconsumequeue/B/0/00000000000000001380")).exists();
      }
    }
  }

  /** Records of three messages each at the times 100, 200, 200, 300. */
  @Nested
  class ByTime {
    private final AtomicLong now = new AtomicLong();

    private long[] search(long time) throws Exception {
      Path folder = root.resolve(Long.toString(time));
      try (var store =
          TestStore.open(
              TestStore.config(folder, SMALL),
              StoreParts.defaults().with(now::get),
              topic -> CQType.BatchCQ,
              MessageArrivingListener.NONE)) {
        for (int storeTime : new int[] {100, 200, 200, 300}) {
          now.set(storeTime);
          store.put(Messages.innerBatch("B", "1", "2", "3"));
        }
        store.awaitDispatched();
        return new long[] {
          store.store.getOffsetInQueueByTime("B", 0, time, BoundaryType.LOWER),
          store.store.getOffsetInQueueByTime("B", 0, time, BoundaryType.UPPER)
        };
      }
    }

    @Test
    void shouldFindTheFirstAndTheLastMessageOfEqualTimes() throws Exception {
      assertThat(search(200)).containsExactly(3, 8);
    }

    @Test
    void shouldFindTheNeighboursOfATimeBetween() throws Exception {
      assertThat(search(250)).containsExactly(9, 8);
    }

    @Test
    void shouldAnswerTheEndsForTimesOutside() throws Exception {
      assertThat(search(99)).containsExactly(0, 0);
      assertThat(search(301)).containsExactly(12, 11);
    }
  }

  @Nested
  class Recovery {
    @Test
    void shouldFindAllOfItAgain() throws Exception {
      for (int round = 0; round < 4; round++) {
        try (var store = open()) {
          assertThat(store.put(Messages.innerBatch("B", "1", "2", "3")).queueOffset())
              .isEqualTo(round * 3);
        }
      }
    }

    @Test
    void shouldBuildALostQueueAnew() throws Exception {
      try (var store = open()) {
        for (int i = 0; i < 15; i++) {
          store.put(Messages.innerBatch("B", "1", "2", "3"));
        }
      }
      TestStore.delete(root.resolve("batchconsumequeue"));
      Files.writeString(root.resolve("abort"), "0");
      Files.delete(root.resolve("checkpoint"));

      try (var store = open()) {
        assertThat(store.store.getMaxOffsetInQueue("B", 0)).isEqualTo(45);
        assertThat(store.put(Messages.innerBatch("B", "4")).queueOffset()).isEqualTo(45);
      }
    }

    @Test
    void shouldRefuseAFolderOfTheOtherKind() throws Exception {
      Files.createDirectories(root.resolve("batchconsumequeue/A/0"));

      assertThatThrownBy(() -> open())
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("batchconsumequeue/A holds a queue of type BatchCQ")
          .hasMessageContaining("topic A is of type SimpleCQ");
    }
  }

  @Nested
  class Retention {
    @Test
    void shouldBeginAtTheOldestRecordOfTheLog() throws Exception {
      var queues =
          new ConsumeQueueStore(
              TestStore.config(root, SMALL).queues(), FileLayer.DISK, topic -> CQType.BatchCQ);
      UnitQueue queue = queues.findOrCreate("B", 0);
      for (int i = 0; i < 25; i++) {
        queue.put(record(i), 0);
      }

      queue.deleteBefore(1_250);
      assertThat(queue.minOffset()).isEqualTo(39);
      assertThat(queue.get(38)).isNull();
      assertThat(queue.get(40).queueOffset()).isEqualTo(39);
      queue.deleteBefore(1_000_000);
      assertThat(queue.minOffset()).isEqualTo(75);
      assertThat(queue.maxOffset()).isEqualTo(75);
      queues.close();
    }

    private static DispatchRequest record(int i) {
      return new DispatchRequest(
          "B", 0, i * 3L, i * 100L, 100, 1, MessageSysFlag.INNER_BATCH_FLAG, "INNER_NUM\u00013");
    }
  }

  @Nested
  class Official {
    @Test
    void shouldFindEveryMessageOfTheOfficialQueue() throws Exception {
      JsonNode queue = null;
      for (JsonNode each : OfficialStore.expected("clean").get("consumeQueues")) {
        queue = each.get("topic").asText().equals("TopicBatchCq") ? each : queue;
      }
      Path folder = OfficialStore.unpack("clean", root);
      var queues =
          new ConsumeQueueStore(
              OfficialStore.config(folder).queues(), FileLayer.DISK, OfficialStore::queueType);
      queues.load(true);
      UnitQueue found = queues.find("TopicBatchCq", 0);
      found.recover(false);

      assertThat(found.maxOffset()).isEqualTo(queue.get("maxOffset").asLong());
      for (JsonNode entry : queue.get("entries")) {
        long first = entry.get(0).asLong();
        int count = entry.get(4).asInt();
        for (long offset = first; offset < first + count; offset++) {
          assertThat(found.get(offset).queueOffset()).isEqualTo(first);
          assertThat(found.get(offset).batchNum()).isEqualTo(count);
          assertThat(found.get(offset).physicalOffset()).isEqualTo(entry.get(1).asLong());
          assertThat(found.get(offset).size()).isEqualTo(entry.get(2).asInt());
        }
      }
      queues.close();
    }
  }
}
