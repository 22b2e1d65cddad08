/** What clients tell brokers about themselves every 30 seconds. */
package io.glassmq.remoting.protocol.heartbeat;
