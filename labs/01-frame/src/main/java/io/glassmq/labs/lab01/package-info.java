/**
 * Lab 01: your frame codec. Chapter 01 explains it; {@code ./mq lab 1} and the tests of this module
 * say what is done.
 */
package io.glassmq.labs.lab01;
