/** What consumers, brokers and tools all say about consuming. */
package io.glassmq.common.consumer;
