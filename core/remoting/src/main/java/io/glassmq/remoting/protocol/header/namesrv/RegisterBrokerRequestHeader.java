package io.glassmq.remoting.protocol.header.namesrv;

import io.glassmq.remoting.annotation.CFNullable;
import io.glassmq.remoting.protocol.CommandCustomHeader;

/**
 * A broker says who and where it is; {@code bodyCrc32} covers the body as sent, 0 or null is not
 * checked.
 */
public record RegisterBrokerRequestHeader(
    String brokerName,
    String brokerAddr,
    String clusterName,
    @CFNullable String haServerAddr,
    long brokerId,
    Long heartbeatTimeoutMillis,
    Boolean enableActingMaster,
    Boolean compressed,
    Integer bodyCrc32)
    implements CommandCustomHeader {}
