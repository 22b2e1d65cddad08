package io.glassmq.bench.load;

import java.nio.ByteBuffer;
import java.time.Instant;

/** The wall clock in nanoseconds since 1970: the same for all processes of a machine. */
final class EpochNanos {

  private EpochNanos() {}

  static long now() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }

  static byte[] toBytes(long nanos) {
    return ByteBuffer.allocate(Long.BYTES).putLong(nanos).array();
  }

  static long fromBytes(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getLong();
  }
}
