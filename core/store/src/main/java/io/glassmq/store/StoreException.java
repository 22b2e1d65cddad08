package io.glassmq.store;

/** The store cannot do its work at all. The message says what, where, and what to do. */
public final class StoreException extends Exception {
  public StoreException(String message) {
    super(message);
  }

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
