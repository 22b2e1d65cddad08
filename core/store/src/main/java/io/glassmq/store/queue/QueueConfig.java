package io.glassmq.store.queue;

import io.glassmq.common.DelayLevelTable;
import io.glassmq.common.config.ConfigException;
import io.glassmq.common.config.ConfigReader;
import java.nio.file.Path;

/**
 * The settings of the consume queues. Sizes are bytes; a store keeps them for life.
 *
 * @param root the store's folder
 * @param fileSize of a file of a {@link ConsumeQueue}
 * @param batchFileSize of a file of a {@link BatchConsumeQueue}
 * @param delayLevels when a delayed message is due
 */
public record QueueConfig(Path root, int fileSize, int batchFileSize, DelayLevelTable delayLevels) {

  /** Reads the settings under their official keys. */
  public static QueueConfig read(Path root, ConfigReader in) {
    return new QueueConfig(
        root,
        fileSize(in, "mappedFileSizeConsumeQueue", ConsumeQueueUnit.LENGTH),
        fileSize(in, "mapperFileSizeBatchConsumeQueue", BatchConsumeQueueUnit.LENGTH),
        delayLevels(in.text("messageDelayLevel", DelayLevelTable.DEFAULT)));
  }

  /** By default 300,000 units; else the next multiple of a unit. */
  private static int fileSize(ConfigReader in, String key, int unit) {
    int size = in.intValue(key, 300_000 * unit, unit, 1 << 30);
    return (size + unit - 1) / unit * unit;
  }

  private static DelayLevelTable delayLevels(String text) {
    try {
      return DelayLevelTable.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ConfigException("messageDelayLevel = " + text + ": " + e.getMessage());
    }
  }
}
