/**
 * The post office: a processor for each family of requests, long polling, offsets, groups. {@link
 * io.glassmq.broker.BrokerController} builds and runs it; boot calls in, and it calls {@code
 * remoting} and {@code store}. Taught in chapters 02, 08 and 09.
 */
package io.glassmq.broker;
