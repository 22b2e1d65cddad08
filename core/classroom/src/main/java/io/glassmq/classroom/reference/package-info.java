/**
 * Tables of the reference pages: settings, request codes, threads, names. {@code cli} says what the
 * servers really have; the words come from the sources.
 */
package io.glassmq.classroom.reference;
