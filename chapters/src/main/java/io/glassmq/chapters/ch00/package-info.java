/** Chapter 00, Orientation: the way of one message. */
package io.glassmq.chapters.ch00;
