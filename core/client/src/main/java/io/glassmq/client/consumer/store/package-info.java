/** How far a group has consumed. */
package io.glassmq.client.consumer.store;
