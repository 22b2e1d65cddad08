package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.annotation.CFNullable;
import io.glassmq.remoting.protocol.CommandCustomHeader;

/**
 * What the messages in the body were popped with; see {@code OffsetInfo} for the three texts.
 *
 * @param popTime ms since 1970 on the broker
 * @param reviveQid 999 for an ordered pop
 * @param restNum about how many messages are left
 * @param startOffsetInfo where the check point of each queue starts
 * @param msgOffsetInfo the offsets of the messages of each queue
 * @param orderCountInfo how often messages were handed out before; only ordered pops have it
 */
public record PopMessageResponseHeader(
    long popTime,
    long invisibleTime,
    int reviveQid,
    long restNum,
    @CFNullable String startOffsetInfo,
    @CFNullable String msgOffsetInfo,
    @CFNullable String orderCountInfo)
    implements CommandCustomHeader {}
