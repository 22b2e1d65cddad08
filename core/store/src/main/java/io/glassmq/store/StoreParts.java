package io.glassmq.store;

import io.glassmq.common.Clock;
import io.glassmq.store.index.IndexChains;
import io.glassmq.store.index.SlotChains;
import io.glassmq.store.logfile.FileLayer;
import io.glassmq.store.queue.ConsumeQueue;
import io.glassmq.store.queue.QueueUnits;
import java.util.List;

/**
 * The replaceable parts of the store; the defaults are the references.
 *
 * @param appendPath lab 04
 * @param queueUnits lab 05: of queues with a unit a message
 * @param indexChains lab 05
 * @param dispatchers told of each record after its queue entry was written
 * @param recovery lab 06
 * @param files the disk
 */
public record StoreParts(
    AppendPath.Factory appendPath,
    QueueUnits.Factory queueUnits,
    IndexChains.Factory indexChains,
    List<CommitLogDispatcher> dispatchers,
    CommitLogRecovery recovery,
    FileLayer files,
    Clock clock) {

  public static StoreParts defaults() {
    return new StoreParts(
        CommitLog::new,
        ConsumeQueue::new,
        SlotChains::new,
        List.of(),
        new ScanningRecovery(),
        FileLayer.DISK,
        Clock.SYSTEM);
  }

  public StoreParts with(AppendPath.Factory other) {
    return new StoreParts(other, queueUnits, indexChains, dispatchers, recovery, files, clock);
  }

  public StoreParts withQueueUnits(QueueUnits.Factory other) {
    return new StoreParts(appendPath, other, indexChains, dispatchers, recovery, files, clock);
  }

  public StoreParts withIndexChains(IndexChains.Factory other) {
    return new StoreParts(appendPath, queueUnits, other, dispatchers, recovery, files, clock);
  }

  public StoreParts with(List<CommitLogDispatcher> others) {
    return new StoreParts(appendPath, queueUnits, indexChains, others, recovery, files, clock);
  }

  public StoreParts with(CommitLogRecovery other) {
    return new StoreParts(appendPath, queueUnits, indexChains, dispatchers, other, files, clock);
  }

  public StoreParts with(FileLayer other) {
    return new StoreParts(appendPath, queueUnits, indexChains, dispatchers, recovery, other, clock);
  }

  public StoreParts with(Clock other) {
    return new StoreParts(appendPath, queueUnits, indexChains, dispatchers, recovery, files, other);
  }
}
