/**
 * The inside of a push consumer, in the order of a message's way: rebalance gives queues, pulling
 * fetches messages, a process queue holds them, the consume service calls the listener, the offset
 * store tells the broker. Taught in chapters 08 to 10.
 *
 * <p>Where a broker has the group pop, some stations are other ones: {@code BrokerShares} hears
 * what is assigned, {@code RebalanceImpl} passes it on, {@code PopQueues} keeps the list, {@code
 * PopMessageService} asks, {@code ConsumeMessagePopConcurrentlyService} has the listener called,
 * and {@code PopOutcomes} tells the broker of each message what became of it. No offset is kept
 * here: the broker keeps count. Taught in chapter 12.
 */
package io.glassmq.client.impl.consumer;
