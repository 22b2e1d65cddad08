package io.glassmq.store;

import io.glassmq.common.attribute.CQType;
import io.glassmq.store.logfile.FileLayer;
import io.glassmq.store.queue.ConsumeQueueStore;
import io.glassmq.store.queue.UnitQueue;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class ConsumeQueueStoreTest extends CommitLogDispatcherContract {
  @TempDir Path folder;
  private ConsumeQueueStore queues;

  @BeforeEach
  void open() {
    queues =
        new ConsumeQueueStore(
            TestStore.config(folder).queues(), FileLayer.DISK, topic -> CQType.SimpleCQ);
  }

  @AfterEach
  void close() {
    queues.close();
  }

  @Override
  CommitLogDispatcher dispatcher() {
    return queues::dispatch;
  }

  @Override
  List<Long> queue(String topic, int queueId) {
    UnitQueue queue = queues.find(topic, queueId);
    return LongStream.range(queue.minOffset(), queue.maxOffset())
        .mapToObj(offset -> queue.get(offset).physicalOffset())
        .toList();
  }
}
