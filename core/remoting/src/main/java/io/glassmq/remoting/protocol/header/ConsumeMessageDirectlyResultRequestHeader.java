package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.annotation.CFNullable;
import io.glassmq.remoting.protocol.CommandCustomHeader;

/**
 * Has one member of a group consume one message now. An administrator gives the id, the broker adds
 * the message and what follows from it.
 *
 * @param msgId the offset id
 */
public record ConsumeMessageDirectlyResultRequestHeader(
    String consumerGroup,
    @CFNullable String clientId,
    @CFNullable String msgId,
    @CFNullable String brokerName,
    @CFNullable String topic,
    Integer topicSysFlag,
    Integer groupSysFlag)
    implements CommandCustomHeader {}
