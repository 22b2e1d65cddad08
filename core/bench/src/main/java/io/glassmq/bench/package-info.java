/**
 * Side-by-side load: the official broker and ours as processes, the official client as the load,
 * ratios as the result. {@code ./mq bench} starts {@link io.glassmq.bench.SideBySide}.
 */
package io.glassmq.bench;
