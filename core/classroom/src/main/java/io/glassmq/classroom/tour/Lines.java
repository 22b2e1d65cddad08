package io.glassmq.classroom.tour;

/**
 * A part of a source file.
 *
 * @param what it is, for messages
 * @param first line, from 1
 * @param last line
 */
record Lines(String what, int first, int last) {
  boolean has(int line) {
    return first <= line && line <= last;
  }
}
