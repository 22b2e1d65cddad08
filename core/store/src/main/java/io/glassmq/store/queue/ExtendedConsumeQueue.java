package io.glassmq.store.queue;

import io.glassmq.store.DispatchRequest;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A consume queue that says more about each message than fits into its units ({@code
 * enableConsumeQueueExt}): they have addresses in a {@link ConsumeQueueExt} as tags codes. Where
 * one cannot be written the unit has the plain tags code, and where one cannot be read the tags
 * code is unknown.
 *
 * <p>Nobody calculates bitmaps yet, so they are empty. Threads: see {@link UnitQueue}.
 */
final class ExtendedConsumeQueue extends UnitQueue {
  private static final Logger LOG = LoggerFactory.getLogger(ExtendedConsumeQueue.class);
  private static final byte[] NO_BITMAP = {};

  private final ConsumeQueueExt ext;

  ExtendedConsumeQueue(
      String topic, int queueId, UnitFiles files, QueueUnits units, ConsumeQueueExt ext) {
    super(topic, queueId, files, units);
    this.ext = ext;
  }

  @Override
  long codeFor(DispatchRequest record, long tagsCode) {
    try {
      return ext.put(new ConsumeQueueExtUnit(tagsCode, record.storeTimestamp(), NO_BITMAP));
    } catch (IOException e) {
      LOG.warn("{}: the unit of {} gets no extension", this, record, e);
      return tagsCode;
    }
  }

  @Override
  public long tagsCode(CqUnit unit) {
    long code = unit.tagsCode();
    ConsumeQueueExtUnit more = ConsumeQueueExt.isAddress(code) ? ext.get(code) : null;
    return more == null ? code : more.tagsCode();
  }

  @Override
  void load(boolean lastExitOk) throws IOException {
    super.load(lastExitOk);
    ext.files().load(lastExitOk);
  }

  @Override
  void flush(int leastPages) throws IOException {
    ext.files().flush(leastPages);
    super.flush(leastPages);
  }

  @Override
  public void endAt(long index, boolean wipe) throws IOException {
    super.endAt(index, wipe);
    long last = maxIndex() - 1;
    while (last >= 0 && unit(last) != null && !hasAddress(last)) {
      last--;
    }
    if (last >= 0 && hasAddress(last)) {
      ext.endBehind(unit(last).tagsCode(), wipe);
    } else {
      ext.files().truncateTo(ext.files().minOffset(), wipe);
    }
  }

  private boolean hasAddress(long index) {
    CqUnit unit = unit(index);
    return unit != null && ConsumeQueueExt.isAddress(unit.tagsCode());
  }

  @Override
  public synchronized void deleteBefore(long minPhysicalOffset) throws IOException {
    super.deleteBefore(minPhysicalOffset);
    if (hasAddress(minIndex())) {
      ext.deleteBefore(unit(minIndex()).tagsCode());
    }
  }

  @Override
  synchronized void close() {
    super.close();
    ext.files().close();
  }

  @Override
  synchronized void destroy() throws IOException {
    super.destroy();
    ext.files().destroy();
  }
}
