/**
 * Demos and byte pictures of chapter 01, the frame. {@link io.glassmq.chapters.ch01.OneSend} shows
 * what is on the wire, {@link io.glassmq.chapters.ch01.StickAndSplit} how frames come in pieces.
 */
package io.glassmq.chapters.ch01;
