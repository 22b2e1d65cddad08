/** Which queue gets the next message, and which broker is better avoided. Taught in chapter 07. */
package io.glassmq.client.latency;
