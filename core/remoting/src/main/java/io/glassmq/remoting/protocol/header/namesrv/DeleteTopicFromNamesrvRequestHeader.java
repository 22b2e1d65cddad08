package io.glassmq.remoting.protocol.header.namesrv;

import io.glassmq.remoting.annotation.CFNullable;
import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Which topic goes, from all brokers or from those of one cluster. */
public record DeleteTopicFromNamesrvRequestHeader(String topic, @CFNullable String clusterName)
    implements CommandCustomHeader {}
