/**
 * The load: the official client in a process of its own, on the official jars. Uses nothing of
 * ours, prints a line for each phase.
 */
package io.glassmq.bench.load;
