package io.glassmq.boot;

/** How much a program logs: warnings, or with {@code --verbose} everything of note. */
public final class Logging {
  /** System property with logback's level; read by {@code logback.xml}. */
  static final String LEVEL = "glassmq.log";

  private Logging() {}

  /** Must be called before the first class with a logger loads. */
  public static void verbose() {
    System.setProperty(LEVEL, "INFO");
  }

  static boolean isVerbose() {
    return System.getProperty(LEVEL) != null;
  }
}
