package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/**
 * How far the index has come.
 *
 * @param indexLastUpdateTimestamp store time of the last record in it, ms since 1970
 * @param indexLastUpdatePhyoffset where that record starts in the log
 */
public record QueryMessageResponseHeader(
    long indexLastUpdateTimestamp, long indexLastUpdatePhyoffset) implements CommandCustomHeader {}
