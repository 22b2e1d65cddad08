package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.annotation.CFNullable;
import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Asks for all topics, page by page; without fields for everything at once. */
public record GetAllTopicConfigRequestHeader(
    Integer topicSeq, @CFNullable String dataVersion, Integer maxTopicNum)
    implements CommandCustomHeader {}
