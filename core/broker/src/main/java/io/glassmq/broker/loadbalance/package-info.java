/**
 * Which queues consumers work on that leave it to the broker, and whether they pull or pop. Taught
 * in chapter 12.
 */
package io.glassmq.broker.loadbalance;
