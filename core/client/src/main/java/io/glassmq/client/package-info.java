/**
 * The two ends of a message's way: producers and push consumers, with the names and signatures of
 * the official client. User code and the {@code mq} command call in; it calls {@code remoting}.
 * Taught in chapters 07 to 10.
 */
package io.glassmq.client;
