/** The inside of a producer: the loop of attempts, and one send. Taught in chapter 07. */
package io.glassmq.client.impl.producer;
