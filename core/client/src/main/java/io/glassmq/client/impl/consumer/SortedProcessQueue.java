package io.glassmq.client.impl.consumer;

import io.glassmq.common.message.MessageExt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jetbrains.annotations.Debug;

/** A {@link ProcessQueue} on two maps sorted by queue offset, under one lock. */
@Debug.Renderer(
    text =
        "waiting.size() + \" waiting, \" + taken.size() + \" taken, highest ever \" + highestOffset",
    childrenArray = "waiting.values().toArray()")
public final class SortedProcessQueue implements ProcessQueue {
  // guarded by this
  private final TreeMap<Long, MessageExt> waiting = new TreeMap<>();
  private final TreeMap<Long, MessageExt> taken = new TreeMap<>();
  private long highestOffset = NOTHING;
  private boolean consuming;

  // written under the lock, read without it
  private volatile int count;
  private volatile long bytes;

  @Override
  public synchronized boolean putMessage(List<MessageExt> fetched) {
    long added = 0;
    for (MessageExt message : fetched) {
      long offset = message.getQueueOffset();
      if (!taken.containsKey(offset) && waiting.putIfAbsent(offset, message) == null) {
        added += message.getBody().length;
        highestOffset = Math.max(highestOffset, offset);
      }
    }
    changedBy(added);
    boolean begin = !consuming && !waiting.isEmpty();
    consuming |= begin;
    return begin;
  }

  @Override
  public synchronized long removeMessage(List<MessageExt> finished) {
    if (waiting.isEmpty()) {
      return NOTHING;
    }
    long removed = 0;
    for (MessageExt message : finished) {
      MessageExt held = waiting.remove(message.getQueueOffset());
      removed += held == null ? 0 : held.getBody().length;
    }
    changedBy(-removed);
    return offsetToReport();
  }

  @Override
  public synchronized List<MessageExt> takeMessages(int atMost) {
    List<MessageExt> batch = new ArrayList<>(Math.min(atMost, waiting.size()));
    while (batch.size() < atMost && !waiting.isEmpty()) {
      var oldest = waiting.pollFirstEntry();
      taken.put(oldest.getKey(), oldest.getValue());
      batch.add(oldest.getValue());
    }
    consuming = !batch.isEmpty();
    return batch;
  }

  @Override
  public synchronized long commit() {
    if (taken.isEmpty()) {
      return NOTHING;
    }
    long removed = taken.values().stream().mapToLong(message -> message.getBody().length).sum();
    taken.clear();
    changedBy(-removed);
    return offsetToReport();
  }

  @Override
  public synchronized void rollback() {
    waiting.putAll(taken);
    taken.clear();
  }

  @Override
  public synchronized void makeMessageToConsumeAgain(List<MessageExt> messages) {
    for (MessageExt message : messages) {
      MessageExt held = taken.remove(message.getQueueOffset());
      if (held != null) {
        waiting.put(held.getQueueOffset(), held);
      }
    }
  }

  private long offsetToReport() {
    long oldestWaiting = waiting.isEmpty() ? highestOffset + 1 : waiting.firstKey();
    return taken.isEmpty() ? oldestWaiting : Math.min(oldestWaiting, taken.firstKey());
  }

  private void changedBy(long moreBytes) {
    count = waiting.size() + taken.size();
    bytes += moreBytes;
  }

  @Override
  public synchronized boolean contains(MessageExt message) {
    long offset = message.getQueueOffset();
    return waiting.containsKey(offset) || taken.containsKey(offset);
  }

  @Override
  public synchronized Optional<MessageExt> firstMessage() {
    return waiting.isEmpty() ? Optional.empty() : Optional.of(waiting.firstEntry().getValue());
  }

  @Override
  public int getMsgCount() {
    return count;
  }

  @Override
  public long getMsgSize() {
    return bytes;
  }

  @Override
  public synchronized long getMaxSpan() {
    if (count == 0) {
      return 0;
    }
    long highest = Math.max(waiting().maxOffset(), taken().maxOffset());
    return highest - offsetToReport();
  }

  @Override
  public synchronized Range waiting() {
    return rangeOf(waiting);
  }

  @Override
  public synchronized Range taken() {
    return rangeOf(taken);
  }

  private static Range rangeOf(TreeMap<Long, MessageExt> messages) {
    return messages.isEmpty()
        ? Range.EMPTY
        : new Range(messages.firstKey(), messages.lastKey(), messages.size());
  }
}
