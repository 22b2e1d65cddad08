package io.glassmq.common;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a message of each delay level is held back. Level 1 is the first.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.schedule.ScheduleMessageService}.
 *
 * @param millis of each level, level 1 first; not empty
 */
public record DelayLevelTable(List<Long> millis) {
  public static final String DEFAULT = "1s 5s 10s 30s 1m 2m 3m 4m 5m 6m 7m 8m 9m 10m 20m 30m 1h 2h";

  /** How long a message waits whose level does not exist. */
  private static final long UNKNOWN_LEVEL_MILLIS = 1_000;

  private static final Pattern LEVEL = Pattern.compile("(-?\\d{1,9})([smhd])");

  public DelayLevelTable {
    millis = List.copyOf(millis);
  }

  /**
   * Reads the setting {@code messageDelayLevel}: numbers with the unit s, m, h or d, each separated
   * by one space.
   *
   * @throws IllegalArgumentException naming the entry that is wrong
   */
  public static DelayLevelTable parse(String text) {
    List<Long> millis = new ArrayList<>();
    for (String entry : text.split(" ", -1)) {
      Matcher level = LEVEL.matcher(entry);
      if (!level.matches()) {
        throw new IllegalArgumentException(
            "\"" + entry + "\" is no delay; write numbers with s, m, h or d: " + DEFAULT);
      }
      millis.add(Long.parseLong(level.group(1)) * unitMillis(level.group(2)));
    }
    return new DelayLevelTable(millis);
  }

  private static long unitMillis(String unit) {
    return switch (unit) {
      case "s" -> 1_000;
      case "m" -> 60_000;
      case "h" -> 3_600_000;
      default -> 86_400_000;
    };
  }

  public int maxDelayLevel() {
    return millis.size();
  }

  /** When a message of this level is due; a level over the highest counts as the highest. */
  public long deliverTimeMillis(int level, long storeTimestamp) {
    int known = Math.min(level, maxDelayLevel());
    return storeTimestamp + (known < 1 ? UNKNOWN_LEVEL_MILLIS : millis.get(known - 1));
  }
}
