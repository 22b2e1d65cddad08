package io.glassmq.store;

import java.io.IOException;

/**
 * Hears of every record of the log once, in log order. The first dispatcher builds the consume
 * queues; others can be plugged in behind it.
 *
 * <ul>
 *   <li>DI-1: records come in the order of their physical offsets, none is left out.
 *   <li>DI-2: after a crash records may come again; a dispatcher ignores what it already has.
 *   <li>DI-3: a record whose dispatch failed comes again; nothing behind it comes before.
 * </ul>
 *
 * <p>Called on the dispatch thread, during recovery on the thread that loads the store. Official
 * counterpart: {@code org.apache.rocketmq.store.CommitLogDispatcher}.
 */
@FunctionalInterface
public interface CommitLogDispatcher {

  void dispatch(DispatchRequest request) throws IOException;
}
