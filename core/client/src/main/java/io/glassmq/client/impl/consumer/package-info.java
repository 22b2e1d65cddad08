/**
 * The inside of a push consumer, in the order of a message's way: rebalance gives queues, pulling
 * fetches messages, a process queue holds them, the consume service calls the listener, the offset
 * store tells the broker. Taught in chapters 08 to 10.
 */
package io.glassmq.client.impl.consumer;
