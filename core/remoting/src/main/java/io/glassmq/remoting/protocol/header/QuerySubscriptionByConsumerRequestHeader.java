package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.annotation.CFNullable;
import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Asks what a group wants of a topic. */
public record QuerySubscriptionByConsumerRequestHeader(String group, @CFNullable String topic)
    implements CommandCustomHeader {}
