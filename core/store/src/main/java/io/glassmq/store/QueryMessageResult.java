package io.glassmq.store;

import io.glassmq.store.logfile.MappedSlice;
import java.util.List;

/**
 * What a look-up by key brought: records as slices of mapped files, which stay mapped until they
 * are released.
 *
 * <p>Used by one thread at a time. Official counterpart: {@code
 * org.apache.rocketmq.store.QueryMessageResult}.
 *
 * @param slices the records, oldest first
 * @param indexLastUpdateTimestamp store time of the last record in the index, ms since 1970
 * @param indexLastUpdatePhyOffset where that record starts in the log
 */
public record QueryMessageResult(
    List<MappedSlice> slices, long indexLastUpdateTimestamp, long indexLastUpdatePhyOffset) {}
