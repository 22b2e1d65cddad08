/**
 * JMH benchmarks of single steps on the message's way: the header codec, and the store (append,
 * flush, dispatch, reads, recovery) beside the official one and plain files. {@link
 * io.glassmq.bench.micro.MicroBenchmarks} runs them with the arguments of JMH, {@code ./mq bench
 * store} those of the store with a table at the end; the gate only that they run at all.
 */
package io.glassmq.bench.micro;
