package io.glassmq.chapters.ch06;

import io.glassmq.boot.AllInOne;
import io.glassmq.boot.AllInOneConfig;
import io.glassmq.store.MessageStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A log forgets whole files, the oldest first: one that was not written for 72 hours goes, and with
 * it all its messages. The first offset of the queue moves on.
 */
public final class OldFiles {
  private static final Duration RESERVED = Duration.ofHours(72);
  private static final int LOOK_AGAIN_MILLIS = 20;

  private OldFiles() {}

  public static void main(String[] args) throws Exception {
    try (DiskImage disk = DiskImage.empty()) {
      AllInOneConfig config = disk.config();
      // By default a round is every ten seconds, and deletes at 4 o'clock in the morning.
      config.broker().set("cleanResourceInterval", 200);
      config
          .broker()
          .set(
              "deleteWhen",
              "00;01;02;03;04;05;06;07;08;09;10;11;12;13;14;15;16;17;18;19;20;21;22;23");
      try (AllInOne servers = AllInOne.start(config);
          var orders = new Orders(servers.namesrvAddr())) {
        orders.send(12, 1000);
        MessageStore store = servers.broker().messageStore();
        // The queue knows all twelve; three lie in a file, and the fifth file is made ahead.
        await(() -> store.dispatchBehindBytes() == 0 && log(disk).size() == 5);
        print("before", disk, store);

        Path oldest = log(disk).get(0);
        Files.setLastModifiedTime(oldest, FileTime.from(Instant.now().minus(RESERVED)));
        await(() -> store.getMinOffsetInQueue(Orders.TOPIC, 0) > 0);
        print("after", disk, store);
      }
    }
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    var never = new CountDownLatch(1);
    while (!condition.call()) {
      never.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private static List<Path> log(DiskImage disk) throws IOException {
    return disk.files().stream().filter(file -> file.getParent().endsWith("commitlog")).toList();
  }

  private static void print(String when, DiskImage disk, MessageStore store) throws IOException {
    System.out.println(when);
    log(disk).forEach(file -> System.out.println("  " + file.getFileName()));
    System.out.printf(
        "  queue 0 has the offsets %d to %d%n",
        store.getMinOffsetInQueue(Orders.TOPIC, 0), store.getMaxOffsetInQueue(Orders.TOPIC, 0) - 1);
  }
}
