package io.glassmq.cli.docs;

import io.glassmq.boot.CommonOptions;
import io.glassmq.classroom.source.Checkout;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Builds the site, and serves it until Ctrl-C. */
@Command(
    name = "docs",
    description = "Build the site of chapters, labs and tours, and serve it on this machine.")
public final class DocsCommand implements Callable<Integer> {
  private static final int DEFAULT_PORT = 8000;
  private static final int LAST_PORT = 65_535;

  @ArgGroup private Then then = new Then();
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  /** What to do with the site: one of these. */
  private static final class Then {
    @Option(names = "--port", description = "Serve it on this port of 127.0.0.1. Default: 8000.")
    private int port = DEFAULT_PORT;

    @Option(names = "--build", description = "Only build it, in docs-site/target/site.")
    private boolean build;
  }

  @Override
  public Integer call() throws Exception {
    CommonOptions.logErrorsOnly();
    if (then.port < 0 || then.port > LAST_PORT) {
      throw new ParameterException(
          spec.commandLine(), "--port is from 0, any free one, to 65535: " + then.port);
    }
    Checkout checkout = Checkout.here();
    PrintWriter out = spec.commandLine().getOut();
    Path site = checkout.file("docs-site/target/site");
    if (then.build) {
      build(checkout);
      out.println("The site is in " + site);
      out.flush();
      return 0;
    }
    // First the port, which may be in use: nobody wants to wait for a build to hear of that.
    try (var server = SiteServer.at(then.port, site)) {
      build(checkout);
      server.start();
      out.println("The site is at " + server.address() + " until Ctrl-C");
      out.flush();
      new CountDownLatch(1).await();
      return 0;
    }
  }

  private void build(Checkout checkout) throws Exception {
    Consumer<String> log = this::say;
    var tools = new PythonTools(checkout.file("docs-site"), List.of("python3", "python"), log);
    tools.prepare();
    new TourRecordings(checkout).refresh(log);
    say("building the site");
    tools.build();
  }

  private void say(String text) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("mq: " + text);
    err.flush();
  }
}
