/**
 * The map: which broker serves which topic, and who is alive. {@link
 * io.glassmq.namesrv.NamesrvController} builds and runs it; boot calls in, and it calls {@code
 * remoting}. Name servers do not know of each other. Taught in chapter 03.
 */
package io.glassmq.namesrv;
