/**
 * The consume queues: for each queue of a topic, where in the log its messages lie.
 *
 * <p>The dispatcher writes them, the reader looks messages up; they stand on {@code logfile}.
 * Chapter 05 teaches them.
 */
package io.glassmq.store.queue;
