/** Figures of a running client, for those who ask it. */
package io.glassmq.client.stat;
