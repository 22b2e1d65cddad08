/**
 * The load, in processes of its own: uses nothing but a client, prints a line for each phase. It is
 * written for the official client; {@code io.glassmq.bench.ClientSide} compiles the same source
 * against ours.
 */
package io.glassmq.bench.load;
