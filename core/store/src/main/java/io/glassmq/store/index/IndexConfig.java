package io.glassmq.store.index;

import io.glassmq.common.config.ConfigReader;

/**
 * The settings of the index. A store keeps its two sizes for life: no file says them.
 *
 * @param enabled {@code messageIndexEnable}: whether messages can be found by key; existing files
 *     stay as they are when not
 * @param layout of each file
 * @param defaultQueryMaxNum answers to a question for one unique id, at most
 * @param maxMsgsNumBatch answers to any other question at most, whatever the caller asks for
 */
public record IndexConfig(
    boolean enabled, IndexLayout layout, int defaultQueryMaxNum, int maxMsgsNumBatch) {

  /** Reads the settings under their official keys. */
  public static IndexConfig read(ConfigReader in) {
    return new IndexConfig(
        in.booleanValue("messageIndexEnable", true),
        new IndexLayout(
            in.intValue("maxHashSlotNum", 5_000_000, 1, 50_000_000),
            in.intValue("maxIndexNum", 20_000_000, 2, 90_000_000)),
        in.intValue("defaultQueryMaxNum", 32, 1, 1 << 20),
        in.intValue("maxMsgsNumBatch", 64, 1, 1 << 20));
  }
}
