package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Goes with a list of topics; the body says all. */
public record CreateTopicListRequestHeader() implements CommandCustomHeader {}
