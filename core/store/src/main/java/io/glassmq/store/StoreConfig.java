package io.glassmq.store;

import io.glassmq.common.config.ConfigException;
import io.glassmq.common.config.ConfigReader;
import io.glassmq.store.index.IndexConfig;
import io.glassmq.store.queue.QueueConfig;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The settings of the store. Sizes are bytes; a store keeps its file sizes for life.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.store.config.MessageStoreConfig}.
 *
 * @param root {@code storePathRootDir}: the store's folder
 * @param commitLog {@code storePathCommitLog}: folder of the commit log; {@code commitlog} in the
 *     store's folder if not set
 * @param commitLogFileSize {@code mappedFileSizeCommitLog}: bytes of a file of the commit log, for
 *     the store's life
 * @param queues how messages are found by queue
 * @param flushDiskType ASYNC_FLUSH answers a sender at once, SYNC_FLUSH when the disk has the
 *     record
 * @param flushCommitLogMillis {@code flushIntervalCommitLog}: milliseconds between two rounds of
 *     flushing the log, with async flush
 * @param flushCommitLogLeastPages pages of 4 KiB that must wait for a round to flush the log
 * @param flushCommitLogThoroughMillis {@code flushCommitLogThoroughInterval}: milliseconds after
 *     which a round flushes the log in any case
 * @param flushConsumeQueueMillis {@code flushIntervalConsumeQueue}: milliseconds between two rounds
 *     of flushing the queues
 * @param flushConsumeQueueLeastPages pages of 4 KiB that must wait for a round to flush a queue
 * @param flushConsumeQueueThoroughMillis {@code flushConsumeQueueThoroughInterval}: milliseconds
 *     after which a round flushes the queues in any case
 * @param syncFlushTimeoutMillis {@code syncFlushTimeout}: milliseconds that a sender waits for the
 *     disk, with sync flush; then it is told that the flush took too long
 * @param warmMappedFile {@code warmMapedFileEnable}: whether a file of the log gets its disk blocks
 *     when it is made
 * @param transientStorePool the write buffer outside of the heap
 * @param maxMessageSize bytes of the largest body
 * @param appendCrc {@code enabledAppendPropCRC}: whether each record ends with a checksum over all
 *     of it
 * @param recoveryCheck {@code checkCRCOnRecover} and {@code forceVerifyPropCRC}: what a record must
 *     pass when a store is repaired: {@code checkCRCOnRecover} adds the checksum of its body to the
 *     check of its form, {@code forceVerifyPropCRC} the one over all of it
 * @param maxTransferBytesInMemory {@code maxTransferBytesOnMessageInMemory}: bytes for one pull at
 *     most, of messages in memory
 * @param maxTransferCountInMemory {@code maxTransferCountOnMessageInMemory}: messages for one pull
 *     at most, while they are in memory
 * @param maxTransferBytesOnDisk {@code maxTransferBytesOnMessageInDisk}: bytes for one pull at
 *     most, of messages that may have to be read from the disk
 * @param maxTransferCountOnDisk {@code maxTransferCountOnMessageInDisk}: messages for one pull at
 *     most, when they may have to be read from the disk
 * @param accessMessageInMemoryMaxPercent {@code accessMessageInMemoryMaxRatio}: percent of the
 *     machine's memory: how much of the newest log is believed to be in the page cache
 * @param osPageCacheBusyMillis {@code osPageCacheBusyTimeOutMills}: milliseconds; while an append
 *     takes longer, senders are refused, for the disk does not keep up
 * @param retention how long files are kept
 * @param index how messages are found by key
 * @param timerWheelEnable whether messages may wait for a moment of their own, as pop needs it
 */
public record StoreConfig(
    Path root,
    Path commitLog,
    int commitLogFileSize,
    QueueConfig queues,
    FlushDiskType flushDiskType,
    int flushCommitLogMillis,
    int flushCommitLogLeastPages,
    int flushCommitLogThoroughMillis,
    int flushConsumeQueueMillis,
    int flushConsumeQueueLeastPages,
    int flushConsumeQueueThoroughMillis,
    int syncFlushTimeoutMillis,
    boolean warmMappedFile,
    TransientStorePoolConfig transientStorePool,
    int maxMessageSize,
    boolean appendCrc,
    RecordCheck recoveryCheck,
    int maxTransferBytesInMemory,
    int maxTransferCountInMemory,
    int maxTransferBytesOnDisk,
    int maxTransferCountOnDisk,
    int accessMessageInMemoryMaxPercent,
    int osPageCacheBusyMillis,
    RetentionConfig retention,
    IndexConfig index,
    boolean timerWheelEnable) {

  /** Reads the settings under their official keys. */
  public static StoreConfig read(ConfigReader in) {
    String home = Path.of(System.getProperty("user.home"), "store").toString();
    Path root = Path.of(in.text("storePathRootDir", home));
    String log = in.text("storePathCommitLog", root.resolve("commitlog").toString());
    var flushDiskType = in.enumValue("flushDiskType", FlushDiskType.ASYNC_FLUSH);
    return new StoreConfig(
        root,
        Path.of(log),
        in.intValue("mappedFileSizeCommitLog", 1 << 30, 4096, 1 << 30),
        QueueConfig.read(root, in),
        flushDiskType,
        in.intValue("flushIntervalCommitLog", 500, 1, 60_000),
        in.intValue("flushCommitLogLeastPages", 4, 0, 1 << 18),
        in.intValue("flushCommitLogThoroughInterval", 10_000, 1, 3_600_000),
        in.intValue("flushIntervalConsumeQueue", 1_000, 1, 60_000),
        in.intValue("flushConsumeQueueLeastPages", 2, 0, 1 << 18),
        in.intValue("flushConsumeQueueThoroughInterval", 60_000, 1, 3_600_000),
        in.intValue("syncFlushTimeout", 5_000, 1, 600_000),
        in.booleanValue("warmMapedFileEnable", false),
        TransientStorePoolConfig.read(in, flushDiskType),
        in.intValue("maxMessageSize", 4 << 20, 1, 1 << 29),
        in.booleanValue("enabledAppendPropCRC", false),
        recoveryCheck(in),
        in.intValue("maxTransferBytesOnMessageInMemory", 256 << 10, 1, 1 << 30),
        in.intValue("maxTransferCountOnMessageInMemory", 32, 1, 1 << 20),
        in.intValue("maxTransferBytesOnMessageInDisk", 64 << 10, 1, 1 << 30),
        in.intValue("maxTransferCountOnMessageInDisk", 8, 1, 1 << 20),
        in.intValue("accessMessageInMemoryMaxRatio", 40, 0, 100),
        in.intValue("osPageCacheBusyTimeOutMills", 1_000, 1, 600_000),
        RetentionConfig.read(in),
        IndexConfig.read(in),
        in.booleanValue("timerWheelEnable", true));
  }

  private static RecordCheck recoveryCheck(ConfigReader in) {
    if (!in.booleanValue("forceVerifyPropCRC", false)) {
      return in.booleanValue("checkCRCOnRecover", true) ? RecordCheck.BODY : RecordCheck.FORM;
    }
    if (!in.booleanValue("enabledAppendPropCRC", false)) {
      throw new ConfigException(
          "forceVerifyPropCRC = true, but enabledAppendPropCRC is not: the next recovery would take"
              + " every record for damaged; set both or none.");
    }
    return RecordCheck.WHOLE;
  }

  /** The default settings for a store in {@code root}. */
  public static StoreConfig at(Path root) {
    var properties = new Properties();
    properties.setProperty("storePathRootDir", root.toString());
    return read(new ConfigReader(properties));
  }

  boolean isSyncFlush() {
    return flushDiskType == FlushDiskType.SYNC_FLUSH;
  }
}
