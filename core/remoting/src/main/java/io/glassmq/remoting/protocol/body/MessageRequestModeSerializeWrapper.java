package io.glassmq.remoting.protocol.body;

import java.util.Map;

/**
 * The request modes that were set, by topic and group: what a broker tells, and keeps in a file.
 */
public record MessageRequestModeSerializeWrapper(
    Map<String, Map<String, SetMessageRequestModeRequestBody>> messageRequestModeMap) {
  public MessageRequestModeSerializeWrapper {
    messageRequestModeMap = messageRequestModeMap == null ? Map.of() : messageRequestModeMap;
  }
}
