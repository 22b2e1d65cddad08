package io.glassmq.broker.client;

import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.protocol.LanguageCode;

/**
 * One client at the other end of a connection.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.client.ClientChannelInfo}.
 *
 * @param channel the connection
 * @param clientId as the client calls itself
 * @param language it is written in; null if we do not know it
 * @param version of its protocol
 * @param lastUpdateMillis when it last sent a heartbeat
 */
public record ClientChannelInfo(
    RemotingChannel channel,
    String clientId,
    LanguageCode language,
    int version,
    long lastUpdateMillis) {}
