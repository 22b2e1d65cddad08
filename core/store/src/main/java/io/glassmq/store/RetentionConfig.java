package io.glassmq.store;

import io.glassmq.common.config.ConfigException;
import io.glassmq.common.config.ConfigReader;
import java.util.Set;
import java.util.TreeSet;

/**
 * The settings that say how long files are kept. Percents are of the disk on which the files lie;
 * 100 switches a limit off.
 *
 * @param deleteHours {@code deleteWhen}: in which hours of the local day expired files are deleted,
 *     00 to 23 with semicolons between
 * @param fileReservedMillis {@code fileReservedTime}: hours; a log file is expired when nothing was
 *     written to it for so long
 * @param deleteFileBatchMax files deleted in a round, at most
 * @param deletePercent {@code diskMaxUsedSpaceRatio}: percent of the disk; a fuller one makes
 *     expired files go at any hour
 * @param deleteForciblyPercent {@code diskSpaceCleanForciblyRatio}: percent of the disk; a fuller
 *     one makes the oldest files go, expired or not
 * @param diskFullPercent {@code diskSpaceWarningLevelRatio}: percent of the disk; a fuller one
 *     takes no messages
 * @param deleteForcibly {@code cleanFileForciblyEnable}: whether files may ever go that are not
 *     expired
 * @param roundMillis {@code cleanResourceInterval}: milliseconds between two rounds of deleting
 */
public record RetentionConfig(
    Set<Integer> deleteHours,
    long fileReservedMillis,
    int deleteFileBatchMax,
    int deletePercent,
    int deleteForciblyPercent,
    int diskFullPercent,
    boolean deleteForcibly,
    int roundMillis) {
  private static final long HOUR_MILLIS = 3_600_000;

  /** Reads the settings under their official keys. */
  static RetentionConfig read(ConfigReader in) {
    int full = in.intValue("diskSpaceWarningLevelRatio", 90, 35, 100);
    return new RetentionConfig(
        hours(in.text("deleteWhen", "04")),
        in.longValue("fileReservedTime", 72, 0, 1 << 20) * HOUR_MILLIS,
        in.intValue("deleteFileBatchMax", 10, 1, 1 << 20),
        in.intValue("diskMaxUsedSpaceRatio", 75, 10, 100),
        in.intValue("diskSpaceCleanForciblyRatio", Math.min(85, full), 30, full),
        full,
        in.booleanValue("cleanFileForciblyEnable", true),
        in.intValue("cleanResourceInterval", 10_000, 1, 3_600_000));
  }

  private static Set<Integer> hours(String text) {
    Set<Integer> hours = new TreeSet<>();
    for (String hour : text.split(";")) {
      if (!hour.trim().matches("[01]?\\d|2[0-3]")) {
        throw new ConfigException(
            "deleteWhen = " + text + ": give hours from 00 to 23, separated by semicolons.");
      }
      hours.add(Integer.parseInt(hour.trim()));
    }
    return hours;
  }
}
