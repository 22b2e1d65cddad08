package io.glassmq.store;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;

/**
 * What happens on a small disk that runs full, told line by line on the standard output. Run by
 * {@link FullDiskTest} in a process of its own, since the disk is only mounted there.
 */
final class FullDiskStory {
  private static final int MIB = 1 << 20;

  private final Path disk;
  private final Path acknowledged;
  private final PrintStream out = System.out;
  private final List<Ack> acks = new ArrayList<>();
  private final Random random = new Random(42);

  /** A message that the store has said it has. */
  private record Ack(String topic, int queueId, long offset, long crc) {
    static Ack parse(String line) {
      String[] parts = line.split(" ");
      return new Ack(
          parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2]), Long.parseLong(parts[3]));
    }

    @Override
    public String toString() {
      return topic + " " + queueId + " " + offset + " " + crc;
    }
  }

  private FullDiskStory(Path disk, Path acknowledged) {
    this.disk = disk;
    this.acknowledged = acknowledged;
  }

  /**
   * @param arguments "fill" or "verify", the folder of the small disk, a file on another disk for
   *     what was acknowledged
   */
  public static void main(String[] arguments) throws Exception {
    var story = new FullDiskStory(Path.of(arguments[1]), Path.of(arguments[2]));
    if (arguments[0].equals("fill")) {
      story.fill();
    } else {
      story.verify();
    }
  }

  private TestStore open() throws StoreException {
    return TestStore.open(
        disk.resolve("store"),
        "mappedFileSizeCommitLog",
        Integer.toString(4 * MIB),
        "mappedFileSizeConsumeQueue",
        "20000");
  }

  private void fill() throws Exception {
    Path ballast = disk.resolve("ballast");
    write(ballast, 96 * MIB);
    TestStore store = open();
    sendUntilRefused(store);
    out.println("room left: " + (store.store.getMaxPhyOffset() > 16 * MIB));
    readVisible(store);
    Files.delete(ballast);
    awaitRoom(store);

    for (int i = 0; i < 100; i++) {
      send(store);
    }
    write(ballast, Long.MAX_VALUE);
    sendUntilRefused(store);
    out.println("room left: " + (Files.getFileStore(disk).getUsableSpace() > 0));
    readVisible(store);
    Files.delete(ballast);
    awaitRoom(store);

    for (int i = 0; i < 1_000; i++) {
      send(store);
    }
    readAll(store);
    Files.write(acknowledged, acks.stream().map(Ack::toString).toList());
    out.flush();
    Runtime.getRuntime().halt(0); // as a kill would: nothing is closed
  }

  /** Takes room as another program on the same disk would, until there is none. */
  private static void write(Path file, long bytes) throws IOException {
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (long done = 0; done < bytes; ) {
        done += channel.write(ByteBuffer.allocate((int) Math.min(4096, bytes - done)));
      }
    } catch (IOException e) {
      if (bytes != Long.MAX_VALUE) {
        throw e;
      }
    }
  }

  private PutMessageStatus send(TestStore store) {
    String topic = "T" + random.nextInt(4);
    String body = Long.toHexString(random.nextLong()).repeat(1 + random.nextInt(500));
    PutMessageResult result = store.store.putMessage(Messages.message(topic, 0, body)).join();
    if (result.status() == PutMessageStatus.PUT_OK) {
      acks.add(new Ack(topic, 0, result.append().queueOffset(), crc(body)));
    }
    return result.status();
  }

  private static long crc(String body) {
    var crc = new CRC32();
    crc.update(body.getBytes());
    return crc.getValue();
  }

  private void sendUntilRefused(TestStore store) {
    PutMessageStatus status = send(store);
    while (status == PutMessageStatus.PUT_OK) {
      status = send(store);
    }
    out.println("refused: " + status);
  }

  private void awaitRoom(TestStore store) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> send(store) == PutMessageStatus.PUT_OK);
    out.println("taken again");
  }

  /** All that consumers can see: on a full disk the queues may have to wait for room, too. */
  private void readVisible(TestStore store) {
    read(
        store,
        acks.stream()
            .filter(ack -> ack.offset < store.store.getMaxOffsetInQueue(ack.topic, ack.queueId))
            .toList());
  }

  private void readAll(TestStore store) {
    store.awaitDispatched();
    read(store, acks);
  }

  private void read(TestStore store, List<Ack> wanted) {
    int lost = 0;
    for (Ack ack : wanted) {
      GetMessageResult found =
          store.store.getMessage(ack.topic, ack.queueId, ack.offset, 1, MessageFilter.ALL);
      var messages = TestStore.decode(found);
      boolean same =
          messages.size() == 1
              && messages.get(0).getQueueOffset() == ack.offset
              && crc(Messages.body(messages.get(0))) == ack.crc;
      lost += same ? 0 : 1;
    }
    out.println("lost: " + lost);
  }

  private void verify() throws Exception {
    Files.readAllLines(acknowledged).forEach(line -> acks.add(Ack.parse(line)));
    try (TestStore store = open()) {
      out.println("acknowledged: " + (acks.size() > 5_000));
      readAll(store);
      out.println("next: " + send(store));
    }
  }
}
