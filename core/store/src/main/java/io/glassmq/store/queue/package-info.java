/**
 * The consume queues: for each queue of a topic, where in the log its messages lie.
 *
 * <p>{@link io.glassmq.store.queue.UnitQueue} is what all of them are: units of one length in the
 * order of the log. {@link io.glassmq.store.queue.QueueUnits} is what units mean; the kinds are
 * {@link io.glassmq.store.queue.ConsumeQueue} (a unit a message) and {@link
 * io.glassmq.store.queue.BatchConsumeQueue} (a unit a record). {@link
 * io.glassmq.store.queue.UnitFiles} is where they lie.
 *
 * <p>The dispatcher writes them, the reader looks messages up; they stand on {@code logfile}.
 * Chapter 05 teaches them.
 */
package io.glassmq.store.queue;
