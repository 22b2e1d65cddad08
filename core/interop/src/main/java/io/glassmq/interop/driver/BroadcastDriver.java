package io.glassmq.interop.driver;

import java.util.function.Consumer;

/** One broadcasting push consumer, official or ours; what it hears are bodies. */
public interface BroadcastDriver extends AutoCloseable {

  /**
   * Reads the topic from its beginning, or from where a consumer of that name was before.
   *
   * @param instance names the file with its offsets
   */
  void start(
      String namesrvAddr, String instance, String group, String topic, Consumer<String> listener)
      throws Exception;

  /** Waits for its listener, then stores how far it is. */
  @Override
  void close();
}
