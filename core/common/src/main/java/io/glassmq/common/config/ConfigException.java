package io.glassmq.common.config;

/** A setting that cannot be meant. The message names key, value and what is allowed. */
public final class ConfigException extends RuntimeException {
  public ConfigException(String message) {
    super(message);
  }
}
