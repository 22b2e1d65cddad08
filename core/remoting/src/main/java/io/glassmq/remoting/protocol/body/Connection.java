package io.glassmq.remoting.protocol.body;

import io.glassmq.remoting.protocol.LanguageCode;

/** A client that is connected. */
public record Connection(String clientId, String clientAddr, LanguageCode language, int version) {}
