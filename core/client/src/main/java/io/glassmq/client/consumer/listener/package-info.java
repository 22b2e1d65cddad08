/** What a consumer's user writes: the listener, and the answers it can give. */
package io.glassmq.client.consumer.listener;
