/**
 * Lab 02: your table of pending requests. Chapter 02 explains it; {@code ./mq lab 2} and the tests
 * of this module say what is done.
 */
package io.glassmq.labs.lab02;
