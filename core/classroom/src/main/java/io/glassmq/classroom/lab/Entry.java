package io.glassmq.classroom.lab;

/** Checks one entry of a manifest. */
final class Entry {
  private Entry() {}

  static void required(String key, Object value, String what) {
    if (value == null || value.toString().isBlank()) {
      throw new IllegalArgumentException("%s is missing. Write there %s.".formatted(key, what));
    }
  }

  static void check(boolean right, String key, Object value, String what) {
    if (!right) {
      throw new IllegalArgumentException("%s is %s. Write there %s.".formatted(key, value, what));
    }
  }
}
