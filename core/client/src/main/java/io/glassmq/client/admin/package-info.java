/** Questions and orders of people who look after a cluster. The {@code mq} command calls in. */
package io.glassmq.client.admin;
