package io.glassmq.boot;

import picocli.CommandLine.Option;

/** The options that every command has. */
public final class CommonOptions {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  @Option(names = "--verbose", description = "Log more than warnings.")
  private void verbose(boolean on) {
    if (on) {
      Logging.verbose();
    }
  }
}
