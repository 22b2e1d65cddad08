package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.annotation.CFNullable;
import io.glassmq.remoting.protocol.CommandCustomHeader;

/**
 * Asks members of a group how far they have consumed.
 *
 * @param clientAddr the id of one member, or null
 */
public record GetConsumerStatusRequestHeader(
    String topic, String group, @CFNullable String clientAddr) implements CommandCustomHeader {}
