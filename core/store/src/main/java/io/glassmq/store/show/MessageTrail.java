package io.glassmq.store.show;

import io.glassmq.store.DispatchRequest;
import io.glassmq.store.IndexKeys;
import io.glassmq.store.RecordCheck;
import io.glassmq.store.RecordReader;
import io.glassmq.store.index.IndexEntry;
import io.glassmq.store.queue.CqUnit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One message through the files of a store: its record, its queue unit, its index entries. */
public final class MessageTrail {
  private final StoreView store;
  private final LogPiece record;
  private final DispatchRequest request;

  /**
   * @param record a piece of the store's log that is a record
   */
  public MessageTrail(StoreView store, LogPiece record) {
    this.store = store;
    this.record = record;
    this.request = read(record);
  }

  /** What the record says to those who file it. */
  static DispatchRequest read(LogPiece record) {
    return new RecordReader(RecordCheck.FORM).read(record.excerpt().bytes(), 0, record.offset());
  }

  public LogPiece record() {
    return record;
  }

  /** Whether the message is one for consumers at all: half of a transaction is not. */
  public boolean hasQueueEntry() {
    return request.hasQueueEntry();
  }

  /** The unit that leads to the record; empty if there is none. */
  public Optional<UnitPlace> unit() throws IOException {
    for (QueueView queue : store.queues()) {
      if (queue.topic().equals(request.topic()) && queue.queueId() == request.queueId()) {
        long number = queue.find(request.queueOffset());
        CqUnit unit = queue.read(number);
        if (unit.size() > 0 && unit.physicalOffset() == record.offset()) {
          return Optional.of(new UnitPlace(queue, number, queue.unit(number)));
        }
      }
    }
    return Optional.empty();
  }

  /** The strings under which the index should have it. */
  public List<String> keys() {
    return IndexKeys.of(request);
  }

  /** Where the index has it; a key that is not there is left out. */
  public List<IndexPlace> indexEntries() throws IOException {
    List<IndexPlace> places = new ArrayList<>();
    for (String key : keys()) {
      for (IndexView file : store.index()) {
        place(key, file).ifPresent(places::add);
      }
    }
    return places;
  }

  private Optional<IndexPlace> place(String key, IndexView file) throws IOException {
    int hash = IndexEntry.keyHash(key);
    List<Integer> way = new ArrayList<>();
    for (int number : file.chain(hash)) {
      way.add(number);
      IndexEntry content = file.read(number);
      if (content.keyHash() == hash && content.physicalOffset() == record.offset()) {
        return Optional.of(new IndexPlace(key, way, file.slot(hash), file.entry(number)));
      }
    }
    return Optional.empty();
  }
}
