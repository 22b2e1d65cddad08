/** Demos of chapter 06: what a broker finds on its disk after it was killed. */
package io.glassmq.chapters.ch06;
