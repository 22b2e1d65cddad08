package io.glassmq.remoting.protocol;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

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
  NODE_JS;

  private static final LanguageCode[] BY_NUMBER = values();
  private static final Map<String, LanguageCode> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(LanguageCode::name, Function.identity()));

  /** The language with this number on the wire, or null when we do not know it. */
  public static LanguageCode of(int number) {
    return number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : null;
  }

  /** The language with this name, or null when we do not know it. */
  static LanguageCode of(String name) {
    return BY_NAME.get(name);
  }

  /** What to send for a language that we do not know. */
  public static LanguageCode orOther(LanguageCode language) {
    return language == null ? OTHER : language;
  }
}
