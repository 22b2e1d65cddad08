package io.glassmq.namesrv.routeinfo;

import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.protocol.DataVersion;

/**
 * What a broker says of itself when it registers.
 *
 * @param broker who speaks
 * @param brokerName shared by a master and its slaves
 * @param brokerId 0 is the master
 * @param haServerAddr where slaves fetch from, or null
 * @param enableActingMaster whether a slave may stand in; only passed on
 * @param timeoutMillis it is gone when it was silent for longer, 1 or more
 * @param dataVersion edition of its topics
 * @param channel the connection it came by
 */
public record BrokerRegistration(
    BrokerAddrInfo broker,
    String brokerName,
    long brokerId,
    String haServerAddr,
    boolean enableActingMaster,
    long timeoutMillis,
    DataVersion dataVersion,
    RemotingChannel channel) {}
