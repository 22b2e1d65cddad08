package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.annotation.CFNullable;
import io.glassmq.remoting.protocol.CommandCustomHeader;

/**
 * A group could not consume a message and wants it again later.
 *
 * @param offset of its record in the commit log
 * @param delayLevel 1 to 18; 0 for one that grows with each failure; below 0 for the dead letters
 * @param originMsgId the id that its producer gave it
 * @param originTopic the topic in which the listener saw it
 * @param maxReconsumeTimes after which it becomes a dead letter; null for the group's setting
 */
public record ConsumerSendMsgBackRequestHeader(
    long offset,
    String group,
    int delayLevel,
    @CFNullable String originMsgId,
    @CFNullable String originTopic,
    Boolean unitMode,
    Integer maxReconsumeTimes)
    implements CommandCustomHeader {}
