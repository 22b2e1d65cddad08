package io.glassmq.chapters.ch04;

import io.glassmq.chapters.DemoFolder;
import io.glassmq.store.logfile.BufferedTail;
import io.glassmq.store.logfile.FileLayer;
import io.glassmq.store.logfile.LogTail;
import io.glassmq.store.logfile.MappedFileQueue;
import io.glassmq.store.logfile.TransientStorePool;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Moves the three positions of a log by hand, without a broker: first with appends that go right
 * into the mapped file, then with the write buffer before it.
 */
public final class Positions {
  private static final int FILE_BYTES = 4096;
  private static final int RECORD_BYTES = 100;

  private Positions() {}

  public static void main(String[] args) throws IOException {
    try (DemoFolder folder = DemoFolder.create("04")) {
      var files = new MappedFileQueue(folder.path(), FILE_BYTES, FileLayer.DISK);
      System.out.println("                      wrote  committed  flushed");
      mapped(files);
      buffered(files);
      files.close();
    }
  }

  private static void mapped(MappedFileQueue files) throws IOException {
    files.next();
    print("an empty file", files, files);
    files.append(ByteBuffer.allocate(RECORD_BYTES));
    print("append, mapped", files, files);
    files.flush(0);
    print("flush", files, files);
  }

  private static void buffered(MappedFileQueue files) throws IOException {
    var tail = new BufferedTail(files, new TransientStorePool(1, FILE_BYTES), true, () -> {});
    tail.start();
    tail.append(ByteBuffer.allocate(RECORD_BYTES));
    print("append, buffered", tail, files);
    files.flush(0);
    print("flush", tail, files);
    tail.commit(0);
    print("commit", tail, files);
    files.flush(0);
    print("flush", tail, files);
  }

  private static void print(String what, LogTail tail, MappedFileQueue files) {
    System.out.printf(
        "%-20s %6d %10d %8d%n", what, tail.offset(), files.maxOffset(), files.flushedOffset());
  }
}
