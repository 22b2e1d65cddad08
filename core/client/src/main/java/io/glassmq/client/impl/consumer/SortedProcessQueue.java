package io.glassmq.client.impl.consumer;

import io.glassmq.common.message.MessageExt;
import java.util.List;
import java.util.TreeMap;
import org.jetbrains.annotations.Debug;

/** A {@link ProcessQueue} on a map sorted by queue offset, under one lock. */
@Debug.Renderer(
    text = "messages.size() + \" unfinished, highest ever \" + highestOffset",
    childrenArray = "messages.values().toArray()")
public final class SortedProcessQueue implements ProcessQueue {
  // guarded by this
  private final TreeMap<Long, MessageExt> messages = new TreeMap<>();
  private long highestOffset = NOTHING;

  // written under the lock, read without it
  private volatile int count;
  private volatile long bytes;

  @Override
  public synchronized void putMessage(List<MessageExt> fetched) {
    long added = 0;
    for (MessageExt message : fetched) {
      if (messages.put(message.getQueueOffset(), message) == null) {
        added += message.getBody().length;
        highestOffset = Math.max(highestOffset, message.getQueueOffset());
      }
    }
    count = messages.size();
    bytes += added;
  }

  @Override
  public synchronized long removeMessage(List<MessageExt> finished) {
    if (messages.isEmpty()) {
      return NOTHING;
    }
    long removed = 0;
    for (MessageExt message : finished) {
      MessageExt held = messages.remove(message.getQueueOffset());
      removed += held == null ? 0 : held.getBody().length;
    }
    count = messages.size();
    bytes -= removed;
    return messages.isEmpty() ? highestOffset + 1 : messages.firstKey();
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
    return messages.isEmpty() ? 0 : messages.lastKey() - messages.firstKey();
  }
}
