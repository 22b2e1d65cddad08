/** Strategies that share out queues. Taught in chapter 09. */
package io.glassmq.client.consumer.rebalance;
