/** What brokers tell administrators of topics and groups. */
package io.glassmq.remoting.protocol.admin;
