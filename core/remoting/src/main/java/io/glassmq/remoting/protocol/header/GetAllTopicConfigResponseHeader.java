package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** How many topics there are in all. */
public record GetAllTopicConfigResponseHeader(Integer totalTopicNum)
    implements CommandCustomHeader {}
