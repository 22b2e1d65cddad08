package io.glassmq.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.glassmq.common.sysflag.MessageSysFlag;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/**
 * The process that {@link KillTest} kills: opens the store, lets several threads append, closes it
 * while they still do, and so on until it dies. What was acknowledged goes to the standard output,
 * a line a message.
 */
final class KilledStore {
  static final int TOPICS = 3;
  static final int QUEUES = 2;
  private static final int THREADS = 3;
  private static final int MAX_BODY = 1500;

  private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
  private final Random random;
  private final Semaphore appended = new Semaphore(0);

  private KilledStore(long seed) {
    this.random = new Random(seed);
  }

  /** Arguments: folder, flush type, seed. */
  public static void main(String[] args) throws Exception {
    var killed = new KilledStore(Long.parseLong(args[2]));
    while (true) {
      killed.liveOnce(config(Path.of(args[0]), args[1]));
    }
  }

  static StoreConfig config(Path root, String flushDiskType) {
    return TestStore.config(
        root,
        "flushDiskType",
        flushDiskType,
        "flushConsumeQueueThoroughInterval",
        "20",
        "flushIntervalConsumeQueue",
        "5",
        "flushIntervalCommitLog",
        "5");
  }

  private void liveOnce(StoreConfig config) throws Exception {
    say("#opening");
    try (var store = TestStore.open(config, StoreParts.defaults(), MessageArrivingListener.NONE)) {
      say("#appending");
      for (int i = 0; i < THREADS; i++) {
        var seed = random.nextLong();
        new Thread(() -> append(store.store, new Random(seed))).start();
      }
      appended.acquire(random.nextInt(200));
      say("#closing");
    }
  }

  private void append(MessageStore store, Random random) {
    PutMessageResult result;
    do {
      String topic = "T" + random.nextInt(TOPICS);
      int queueId = random.nextInt(QUEUES);
      boolean batch = random.nextInt(10) == 0;
      String[] bodies =
          Stream.generate(() -> body(random)).limit(batch ? 3 : 1).toArray(String[]::new);
      MessageExtBrokerInner message =
          batch
              ? Messages.batch(topic, queueId, bodies)
              : Messages.message(
                  topic, queueId, bodies[0], Map.of("KEYS", "k" + bodies[0].hashCode()));
      boolean prepared = !batch && random.nextInt(10) == 0;
      message.setSysFlag(prepared ? MessageSysFlag.TRANSACTION_PREPARED_TYPE : 0);
      result = store.putMessage(message).join();
      if (result.status() == PutMessageStatus.PUT_OK) {
        appended.release();
        acknowledge(topic + " " + queueId, bodies, prepared, result.append());
      }
    } while (result.status() == PutMessageStatus.PUT_OK);
  }

  /** A line a message: topic, queue id, queue offset or -1, offset id, hash of the body. */
  private void acknowledge(
      String queue, String[] bodies, boolean prepared, AppendMessageResult append) {
    String[] ids = append.msgId().split(",");
    for (int i = 0; i < ids.length; i++) {
      long offset = prepared ? -1 : append.queueOffset() + i;
      say("%s %d %s %d".formatted(queue, offset, ids[i], bodies[i].hashCode()));
    }
  }

  private static String body(Random random) {
    var body = new StringBuilder();
    for (int i = random.nextInt(MAX_BODY); i > 0; i--) {
      body.append((char) ('a' + random.nextInt(26)));
    }
    return body.toString();
  }

  /** One write, so that a line is there or not, whatever happens. */
  private void say(String line) {
    try {
      out.write((line + "\n").getBytes(US_ASCII));
    } catch (IOException e) {
      Runtime.getRuntime().halt(1); // nobody listens any more, so nobody will kill either
    }
  }
}
