package io.glassmq.labs.wire.driver;

import java.util.List;
import java.util.function.Consumer;

/** One official producer, and as many official push consumers as are asked for. */
public interface WireDriver extends AutoCloseable {

  /** Starts the producer; the other methods come after it. */
  void start(String namesrvAddr) throws Exception;

  /** Sends texts one after another and returns the status of each answer, such as SEND_OK. */
  List<String> send(String topic, List<String> bodies) throws Exception;

  /** Starts a push consumer that reads from the first message on; it ends with the driver. */
  void subscribe(String group, String topic, Consumer<String> sink) throws Exception;

  /** Ends the consumers, then the producer. */
  @Override
  void close();
}
