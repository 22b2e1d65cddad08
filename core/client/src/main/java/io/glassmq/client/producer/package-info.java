/** Sending: what user code sees of it. Taught in chapter 07. */
package io.glassmq.client.producer;
