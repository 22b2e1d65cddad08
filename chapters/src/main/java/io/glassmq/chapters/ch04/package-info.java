/** Chapter 04: what happens at the end of the commit log. */
package io.glassmq.chapters.ch04;
