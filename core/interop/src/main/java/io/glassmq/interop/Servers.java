package io.glassmq.interop;

/** A running name server with one broker, whoever made them. */
public interface Servers extends AutoCloseable {

  /** Where clients ask for routes, as {@code host:port}. */
  String namesrvAddr();

  /** The address under which the broker is registered, as {@code host:port}. */
  String brokerAddr();

  @Override
  void close();
}
