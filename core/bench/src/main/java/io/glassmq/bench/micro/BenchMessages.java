package io.glassmq.bench.micro;

import io.glassmq.interop.driver.StoreDriver.Outgoing;

/** Messages as a broker hands them to its store: bodies of 1 KiB, the usual properties. */
final class BenchMessages {
  static final String TOPIC = "BenchTopic";
  static final int QUEUES = 4;

  /** Different messages; a power of two. */
  static final int COUNT = 1 << 16;

  private static final int BODY_BYTES = 1024;
  private static final int FIXED_BYTES = 91;

  private final Outgoing[] messages = new Outgoing[COUNT];

  BenchMessages() {
    var body = new byte[BODY_BYTES];
    for (int i = 0; i < COUNT; i++) {
      messages[i] = new Outgoing(TOPIC, i % QUEUES, body, properties(i));
    }
  }

  private static String properties(int i) {
    return "UNIQ_KEY\1"
        + key(i)
        + "\2WAIT\1true\2TAGS\1TagA\2MSG_REGION\1DefaultRegion\2TRACE_ON\1true"
        + "\2CLUSTER\1DefaultCluster\2";
  }

  /** The unique key of message {@code i}. */
  static String key(int i) {
    return "7F0000010A4C2B2B0A4C%012X".formatted(i & COUNT - 1);
  }

  /** Message {@code i}; they repeat after {@link #COUNT}. */
  Outgoing get(int i) {
    return messages[i & COUNT - 1];
  }

  /** Bytes of each record in the log. */
  int recordBytes() {
    return FIXED_BYTES + BODY_BYTES + TOPIC.length() + properties(0).length();
  }
}
