/**
 * What consumers, brokers and tools all say about consuming: where a group starts, and the texts
 * that go with popped messages.
 */
package io.glassmq.common.consumer;
