package io.glassmq.common.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Reads settings by key and remembers which keys exist, so that it can name the nearest one when a
 * file has a key that nobody asked for.
 *
 * <p>A configuration record reads itself: {@code new StoreConfig(reader.text("storePathRootDir",
 * ...), reader.intValue(...))}. Not thread-safe; used while a process starts.
 */
public final class ConfigReader {
  private final Properties properties;
  private final Map<String, String> effective = new LinkedHashMap<>();

  public ConfigReader(Properties properties) {
    this.properties = properties;
  }

  public String text(String key, String defaultValue) {
    String value = properties.getProperty(key);
    value = value == null || value.isBlank() ? defaultValue : value.trim();
    effective.put(key, value == null ? "" : value);
    return value;
  }

  /**
   * @throws ConfigException if the value is no whole number within {@code min..max}
   */
  public int intValue(String key, int defaultValue, int min, int max) {
    return (int) longValue(key, defaultValue, min, max);
  }

  /**
   * @throws ConfigException if the value is no whole number within {@code min..max}
   */
  public long longValue(String key, long defaultValue, long min, long max) {
    String text = text(key, Long.toString(defaultValue));
    try {
      long value = Long.parseLong(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // falls through to the one error below
    }
    throw new ConfigException(
        key + " = " + text + ": give a whole number from " + min + " to " + max + ".");
  }

  /**
   * @throws ConfigException if the value is neither {@code true} nor {@code false}
   */
  public boolean booleanValue(String key, boolean defaultValue) {
    String text = text(key, Boolean.toString(defaultValue));
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new ConfigException(key + " = " + text + ": give true or false.");
    };
  }

  /**
   * @throws ConfigException if the value is no constant of the enum
   */
  public <E extends Enum<E>> E enumValue(String key, E defaultValue) {
    String text = text(key, defaultValue.name());
    for (E constant : defaultValue.getDeclaringClass().getEnumConstants()) {
      if (constant.name().equals(text)) {
        return constant;
      }
    }
    String allowed = Arrays.toString(defaultValue.getDeclaringClass().getEnumConstants());
    throw new ConfigException(key + " = " + text + ": give one of " + allowed + ".");
  }

  /** Every setting that was read, with the value in force, in the order of reading. */
  public Map<String, String> effective() {
    return Collections.unmodifiableMap(effective);
  }

  /** One line for each key that is in the file but was never asked for. */
  public List<String> unknownKeys() {
    List<String> lines = new ArrayList<>();
    for (String key : properties.stringPropertyNames()) {
      if (!effective.containsKey(key)) {
        lines.add("Unknown setting " + key + nearest(key));
      }
    }
    Collections.sort(lines);
    return lines;
  }

  private String nearest(String key) {
    String best = null;
    int bestDistance = Math.max(2, key.length() / 3);
    for (String known : effective.keySet()) {
      int distance = distance(key.toLowerCase(), known.toLowerCase());
      if (distance <= bestDistance) {
        bestDistance = distance;
        best = known;
      }
    }
    return best == null ? "; it has no effect." : "; did you mean " + best + "?";
  }

  /** Levenshtein's distance: how many letters to add, drop or change. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    Arrays.setAll(previous, i -> i);
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, 1 + Math.min(previous[j], row[j - 1]));
      }
      previous = row;
    }
    return previous[b.length()];
  }
}
