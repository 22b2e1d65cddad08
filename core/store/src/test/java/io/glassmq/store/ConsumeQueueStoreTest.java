package io.glassmq.store;

import io.glassmq.store.logfile.FileLayer;
import io.glassmq.store.queue.ConsumeQueue;
import io.glassmq.store.queue.ConsumeQueueStore;
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
    queues = new ConsumeQueueStore(TestStore.config(folder), FileLayer.DISK);
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
    ConsumeQueue queue = queues.find(topic, queueId);
    return LongStream.range(queue.minOffset(), queue.maxOffset())
        .mapToObj(offset -> queue.get(offset).physicalOffset())
        .toList();
  }
}
