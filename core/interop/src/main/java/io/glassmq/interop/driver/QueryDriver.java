package io.glassmq.interop.driver;

import java.util.List;

/** An admin, official or ours, that looks for messages. Its exceptions come through unchanged. */
public interface QueryDriver extends AutoCloseable {

  /**
   * Starts the admin; the other methods come after it.
   *
   * @param namesrvAddr {@code host:port}
   * @param instance tells the admins of one JVM apart
   */
  void start(String namesrvAddr, String instance) throws Exception;

  /**
   * The messages with a key.
   *
   * @param begin store time of the oldest, ms since 1970
   * @param end store time of the newest, ms since 1970
   */
  List<Received> query(String topic, String key, int maxNum, long begin, long end) throws Exception;

  /** The message with this unique id or offset id. */
  Received view(String topic, String id) throws Exception;

  @Override
  void close();
}
