package io.glassmq.common.message;

import io.glassmq.common.LocalAddress;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Makes the unique ids that producers give their messages. No two processes and no two messages of
 * one process get the same within a month.
 *
 * <pre>
 *   upper-case hex of: address (4|16) | process id (2) | process constant (4)
 *                    | ms since the start of the month, local time (4) | counter (2)
 * </pre>
 *
 * <p>Thread-safe. Official counterpart: {@code
 * org.apache.rocketmq.common.message.MessageClientIDSetter}.
 */
public final class MessageClientIDSetter {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final byte[] PROCESS = processPart();
  private static final AtomicInteger COUNTER = new AtomicInteger();

  private MessageClientIDSetter() {}

  /** Gives the message an id, unless it has one. */
  public static void setUniqID(Message message) {
    if (getUniqID(message) == null) {
      message.putProperty(MessageConst.PROPERTY_UNIQ_CLIENT_MESSAGE_ID_KEYIDX, createUniqID());
    }
  }

  /** The unique id of the message, or null. */
  public static String getUniqID(Message message) {
    return message.getProperty(MessageConst.PROPERTY_UNIQ_CLIENT_MESSAGE_ID_KEYIDX);
  }

  /** A new id of 32 (IPv4) or 56 (IPv6) hex digits. */
  public static String createUniqID() {
    var id = ByteBuffer.allocate(PROCESS.length + 4 + 2).put(PROCESS);
    id.putInt((int) (System.currentTimeMillis() - Month.startMillis()));
    id.putShort((short) COUNTER.getAndIncrement());
    return HEX.formatHex(id.array());
  }

  private static byte[] processPart() {
    byte[] host = LocalAddress.get().getAddress();
    var part = ByteBuffer.allocate(host.length + 2 + 4).put(host);
    part.putShort((short) ProcessHandle.current().pid());
    part.putInt(System.identityHashCode(MessageClientIDSetter.class));
    return part.array();
  }

  /** When this month began; looked up anew when the next one has begun. */
  private record Month(long start, long end) {
    private static final AtomicReference<Month> CURRENT =
        new AtomicReference<>(of(LocalDate.now()));

    static long startMillis() {
      if (System.currentTimeMillis() >= CURRENT.get().end) {
        CURRENT.set(of(LocalDate.now()));
      }
      return CURRENT.get().start;
    }

    private static Month of(LocalDate day) {
      LocalDate first = day.withDayOfMonth(1);
      return new Month(millis(first), millis(first.plusMonths(1)));
    }

    private static long millis(LocalDate day) {
      return day.atStartOfDay(ZoneId.systemDefault()).toInstant().toEpochMilli();
    }
  }
}
