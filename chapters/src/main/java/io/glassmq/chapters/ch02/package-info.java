/** Demos of chapter 02, request and answer: three ways to ask, and what can happen to an answer. */
package io.glassmq.chapters.ch02;
