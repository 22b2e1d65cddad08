package io.glassmq.remoting.protocol.body;

/** The answer to a question for all brokers with one name. */
public record GetBrokerMemberGroupResponseBody(BrokerMemberGroup brokerMemberGroup) {}
