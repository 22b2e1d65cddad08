package io.glassmq.store;

import io.glassmq.store.logfile.MappedFile;
import io.glassmq.store.logfile.MappedFileQueue;
import io.glassmq.store.logfile.MappedSlice;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of the log from a place on, held as long as recovery reads in them. Runs on the thread
 * that loads the store.
 */
final class LogSegments implements AutoCloseable {
  private final List<MappedSlice> slices = new ArrayList<>();

  LogSegments(MappedFileQueue log, long from) {
    for (MappedFile file : log.files()) {
      MappedSlice slice =
          file.endOffset() <= from ? null : log.sliceToFileEnd(Math.max(from, file.startOffset()));
      if (slice != null) {
        slices.add(slice);
      }
    }
  }

  List<CommitLogRecovery.Segment> segments() {
    return slices.stream()
        .map(slice -> new CommitLogRecovery.Segment(slice.startOffset(), slice.buffer()))
        .toList();
  }

  @Override
  public void close() {
    slices.forEach(MappedSlice::release);
  }
}
