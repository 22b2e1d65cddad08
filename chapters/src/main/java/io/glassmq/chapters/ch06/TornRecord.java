package io.glassmq.chapters.ch06;

import io.glassmq.boot.AllInOne;
import io.glassmq.common.message.MessageRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A broker is killed in the middle of an append: its log ends with half a record. The next start
 * finds where the whole records end, and cuts off the rest.
 *
 * <p>All in one JVM, so that a debugger sees it: the kill is a copy of the files of a running
 * broker, and the half record is written behind the last whole one by hand.
 */
public final class TornRecord {
  private TornRecord() {}

  public static void main(String[] args) throws Exception {
    try (DiskImage before = DiskImage.empty();
        AllInOne running = before.start();
        var orders = new Orders(running.namesrvAddr())) {
      orders.send(8, 1000);
      long end = running.broker().messageStore().getMaxPhyOffset();
      System.out.println("acknowledged:                 " + orders.acknowledged().size());
      System.out.println("end of the log:               " + end);

      try (DiskImage after = before.copy()) {
        System.out.println("half a record, bytes:         " + tear(after, end));
        try (AllInOne restarted = after.start()) {
          long recovered = restarted.broker().messageStore().getMaxPhyOffset();
          System.out.println("end of the log after restart: " + recovered);
          long found = Orders.found(orders.acknowledged(), restarted.namesrvAddr());
          System.out.println("found:                        " + found);
        }
      }
    }
  }

  /** Writes the first part of one more record behind the end of the log; returns its length. */
  private static int tear(DiskImage disk, long end) throws IOException {
    int fileSize = Integer.parseInt(disk.config().broker().get("mappedFileSizeCommitLog"));
    int at = (int) (end % fileSize);
    Path file = disk.folder().resolve("commitlog").resolve("%020d".formatted(end - at));
    try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      // The record that stands first in this file, as if the same order came once more.
      var record = ByteBuffer.allocate(at);
      channel.read(record, 0);
      int size = record.getInt(MessageRecord.TOTAL_SIZE_OFFSET);
      record.putLong(MessageRecord.PHYSICAL_OFFSET_OFFSET, end);
      int half = Math.min(size / 2, fileSize - at);
      channel.write(record.position(0).limit(half), at);
      return half;
    }
  }
}
