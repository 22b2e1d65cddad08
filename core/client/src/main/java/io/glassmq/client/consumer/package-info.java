/** Consuming: what user code sees of it. Taught in chapters 08 to 10. */
package io.glassmq.client.consumer;
