/** Who is connected: producers, consumers and their groups, and which queues they have locked. */
package io.glassmq.broker.client;
