package io.glassmq.bench.micro;

import java.nio.file.Path;
import java.util.Map;

/** What to append to. */
public enum AppendKind {
  OFFICIAL,
  GLASSMQ,
  /** A copy of the bytes into a mapped file. */
  MAPPED_COPY,
  /** A system call for each record. */
  FILE_WRITE,
  /** The same, and then each caller waits for the disk by itself. */
  FILE_FORCE;

  AppendTarget open(Path folder, Map<String, String> settings) throws Exception {
    var messages = new BenchMessages();
    int bytes = messages.recordBytes();
    return switch (this) {
      case OFFICIAL, GLASSMQ ->
          new AppendTarget.Store(
              BenchStore.open(StoreSide.valueOf(name()), folder, settings), messages);
      case MAPPED_COPY -> new AppendTarget.MappedCopy(folder, bytes);
      case FILE_WRITE -> new AppendTarget.FileWrite(folder, bytes, false);
      case FILE_FORCE -> new AppendTarget.FileWrite(folder, bytes, true);
    };
  }
}
