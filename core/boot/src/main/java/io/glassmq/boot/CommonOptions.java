package io.glassmq.boot;

import picocli.CommandLine.Option;

/** The options that every command has. */
public final class CommonOptions {
  /** System property with logback's level; {@link ConsoleLogging} reads it. */
  static final String LOG_LEVEL = "glassmq.log";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  @Option(names = "--verbose", description = "Log more than warnings.")
  private void verbose(boolean on) {
    if (on) {
      System.setProperty(LOG_LEVEL, "INFO");
    }
  }

  /**
   * Unless the user wants to see more. Must be called before the first class with a logger loads.
   */
  public static void logErrorsOnly() {
    if (System.getProperty(LOG_LEVEL) == null) {
      System.setProperty(LOG_LEVEL, "ERROR");
    }
  }
}
