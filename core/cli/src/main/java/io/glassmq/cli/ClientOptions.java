package io.glassmq.cli;

import io.glassmq.boot.CommonOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that talks to servers. */
final class ClientOptions {
  private static final String DEFAULT_ADDRESS = "127.0.0.1:9876";

  @Mixin private CommonOptions common;

  @Option(
      names = {"-n", "--namesrv"},
      paramLabel = "HOST:PORT",
      description = {
        "Where the name servers are, separated by semicolons.",
        "Default: the environment variable NAMESRV_ADDR, or " + DEFAULT_ADDRESS + "."
      })
  private String namesrv;

  String namesrvAddr() {
    return namesrv != null
        ? namesrv
        : System.getenv().getOrDefault("NAMESRV_ADDR", DEFAULT_ADDRESS);
  }
}
