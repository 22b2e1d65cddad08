package io.glassmq.remoting.protocol.body;

import io.glassmq.remoting.protocol.LanguageCode;

/**
 * A producer that is connected.
 *
 * @param remoteIP its address
 * @param lastUpdateTimestamp its last heartbeat, ms since 1970
 */
public record ProducerInfo(
    String clientId,
    String remoteIP,
    LanguageCode language,
    int version,
    long lastUpdateTimestamp) {}
