package io.glassmq.interop.driver;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/**
 * One message store without a broker around it, official or ours, as tests and benchmarks see it.
 * Thread-safe, but for {@code open} and {@code close}. An exception of the store comes through
 * unchanged.
 */
public interface StoreDriver extends AutoCloseable {

  /**
   * Loads the folder, repairs what a crash left, and starts the services.
   *
   * @param settings {@code broker.conf} keys
   */
  void open(Path root, Map<String, String> settings) throws Exception;

  /** Appends; completes as soon as the message is as safe as the flush mode asks. */
  CompletableFuture<Put> put(Outgoing message);

  /** The records of at most so many messages of a queue, copied out of the log. */
  List<byte[]> read(String topic, int queueId, long offset, int maxCount) throws Exception;

  /** The records that the index knows under this key, of any time, copied out of the log. */
  List<byte[]> query(String topic, String key, int maxCount) throws Exception;

  /** The record at this byte of the log, copied out of it; null if there is none. */
  byte[] record(long physicalOffset) throws Exception;

  long minOffset(String topic, int queueId) throws Exception;

  /** The offset behind the newest dispatched message. */
  long maxOffset(String topic, int queueId) throws Exception;

  /** The first offset stored at or after this time, in milliseconds since 1970. */
  long offsetByTime(String topic, int queueId, long timestamp) throws Exception;

  /** The end of the log. */
  long maxPhysicalOffset();

  /** Bytes of log that are not in the queues and the index yet. */
  long dispatchBehindBytes();

  /** Stops the dispatch thread behind the next record until the gate opens. */
  void holdDispatch(CountDownLatch gate);

  /** Stops the services and closes the folder as a clean stop of the broker does. */
  @Override
  void close();

  /**
   * A message on its way in.
   *
   * @param properties as they lie in the record
   */
  record Outgoing(String topic, int queueId, byte[] body, String properties) {}

  /**
   * What the store answered.
   *
   * @param status such as {@code PUT_OK}
   * @param physicalOffset -1 if it was refused
   * @param queueOffset -1 if it was refused
   */
  record Put(String status, long physicalOffset, long queueOffset) {}
}
