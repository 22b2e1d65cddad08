package io.glassmq.store.queue;

import io.glassmq.common.DelayLevelTable;
import io.glassmq.common.config.ConfigException;
import io.glassmq.common.config.ConfigReader;
import java.nio.file.Path;

/**
 * The settings of the consume queues. Sizes are bytes; a store keeps them for life.
 *
 * @param root the store's folder
 * @param fileSize {@code mappedFileSizeConsumeQueue}: bytes of a file of a {@link ConsumeQueue},
 *     for the store's life
 * @param batchFileSize {@code mapperFileSizeBatchConsumeQueue}: bytes of a file of a {@link
 *     BatchConsumeQueue}, for the store's life
 * @param extEnable {@code enableConsumeQueueExt}: whether queues get an extension
 * @param extFileSize {@code mappedFileSizeConsumeQueueExt}: bytes of a file of an extension
 * @param lightQueues {@code enableLmq} and {@code enableMultiDispatch}: only if both are set,
 *     records get units in the {@link LightQueues} that they name
 * @param delayLevels {@code messageDelayLevel}: how long a message waits, level by level from 1
 */
public record QueueConfig(
    Path root,
    int fileSize,
    int batchFileSize,
    boolean extEnable,
    int extFileSize,
    boolean lightQueues,
    DelayLevelTable delayLevels) {

  /** So that any unit of an extension fits into a file. */
  private static final int MIN_EXT_FILE_SIZE = 1 << 16;

  /** Reads the settings under their official keys. */
  public static QueueConfig read(Path root, ConfigReader in) {
    return new QueueConfig(
        root,
        fileSize(in, "mappedFileSizeConsumeQueue", ConsumeQueueUnit.LENGTH),
        fileSize(in, "mapperFileSizeBatchConsumeQueue", BatchConsumeQueueUnit.LENGTH),
        in.booleanValue("enableConsumeQueueExt", false),
        in.intValue("mappedFileSizeConsumeQueueExt", 48 << 20, MIN_EXT_FILE_SIZE, 1 << 30),
        in.booleanValue("enableLmq", false) & in.booleanValue("enableMultiDispatch", false),
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
