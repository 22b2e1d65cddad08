/** Chapter 05, Consume queue and index: how a message is found by offset, time and key. */
package io.glassmq.chapters.ch05;
