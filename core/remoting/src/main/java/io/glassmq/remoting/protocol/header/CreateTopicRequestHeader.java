package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.annotation.CFNullable;
import io.glassmq.remoting.protocol.CommandCustomHeader;

/**
 * The settings of a new or changed topic; {@code attributes} is a list such as {@code
 * +message.type=FIFO,-reserve.time}.
 */
public record CreateTopicRequestHeader(
    String topic,
    @CFNullable String defaultTopic,
    int readQueueNums,
    int writeQueueNums,
    int perm,
    @CFNullable String topicFilterType,
    Integer topicSysFlag,
    Boolean order,
    @CFNullable String attributes,
    Boolean force)
    implements CommandCustomHeader {}
