/**
 * JMH benchmarks of single steps on the message's way: the header codec, the append, the read of a
 * consume queue. {@link io.glassmq.bench.micro.MicroBenchmarks} runs them; the gate does not.
 */
package io.glassmq.bench.micro;
