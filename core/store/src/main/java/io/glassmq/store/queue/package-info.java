/**
 * The consume queues: for each queue of a topic, where in the log its messages lie.
 *
 * <p>{@link io.glassmq.store.queue.UnitQueue} is what all of them are: units of one length in the
 * order of the log. The kinds are {@link io.glassmq.store.queue.ConsumeQueue} (a unit a message),
 * with an extension or without, and {@link io.glassmq.store.queue.BatchConsumeQueue} (a unit a
 * record).
 *
 * <p>The dispatcher writes them, the reader looks messages up; they stand on {@code logfile}.
 * Chapter 05 teaches them.
 */
package io.glassmq.store.queue;
