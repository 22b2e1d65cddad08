package io.glassmq.broker.schedule;

import io.glassmq.common.Clock;
import io.glassmq.common.thread.Agent;
import io.glassmq.remoting.protocol.ConfigFile;
import io.glassmq.remoting.protocol.DataVersion;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * How far each level has been delivered: the offset of the next message in its queue. {@code
 * delayOffset.json} and the table in memory.
 *
 * <p>The thread that delivers notes offsets; another one calls {@link #doWork()}, which writes the
 * file when something changed. What is delivered between the last writing and a crash is delivered
 * again.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.schedule.DelayOffsetSerializeWrapper}.
 */
public final class DelayOffsetTable implements Agent {
  private final ConfigFile file;
  private final Clock clock;
  private final ConcurrentMap<Integer, Long> offsets = new ConcurrentHashMap<>();
  private volatile DataVersion dataVersion;
  private volatile boolean dirty;

  /** The file. */
  private record Content(DataVersion dataVersion, Map<Integer, Long> offsetTable) {
    Content {
      offsetTable = offsetTable == null ? Map.of() : offsetTable;
    }
  }

  public DelayOffsetTable(ConfigFile file, Clock clock) {
    this.file = file;
    this.clock = clock;
    this.dataVersion = DataVersion.first(clock.millis());
  }

  public void load() {
    file.load(Content.class)
        .ifPresent(
            content -> {
              offsets.putAll(content.offsetTable);
              dataVersion = content.dataVersion == null ? dataVersion : content.dataVersion;
            });
  }

  /** The offset of the level's next message; 0 while nothing is known. */
  public long offset(int level) {
    return offsets.getOrDefault(level, 0L);
  }

  void update(int level, long offset) {
    if (offset(level) != offset) {
      offsets.put(level, offset);
      dirty = true;
    }
  }

  /** Writes the file if something changed since it was written last; tries again next time. */
  @Override
  public synchronized int doWork() {
    if (dirty) {
      dirty = false;
      dataVersion = dataVersion.next(clock.millis());
      if (!file.persist(new Content(dataVersion, offsets))) {
        dirty = true;
      }
    }
    return 0;
  }
}
