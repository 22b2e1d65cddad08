package io.glassmq.remoting.protocol;

/**
 * In which language the sender of a command is written. The order is that of the bytes on the wire.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.remoting.protocol.LanguageCode}.
 */
public enum LanguageCode {
  JAVA,
  CPP,
  DOTNET,
  PYTHON,
  DELPHI,
  ERLANG,
  RUBY,
  OTHER,
  HTTP,
  GO,
  PHP,
  OMS,
  RUST,
  NODE_JS
}
