/** Subscription expressions, as producers of heartbeats and readers of queues both need them. */
package io.glassmq.remoting.protocol.filter;
