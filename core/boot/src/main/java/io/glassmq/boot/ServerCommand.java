package io.glassmq.boot;

import io.glassmq.common.StepMode;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The life of a server process: start, print the line that begins with {@code ready}, wait for
 * SIGTERM or Ctrl-C, stop cleanly. Runs on the main thread; the JVM's thread {@code ShutdownHook}
 * stops the server.
 */
abstract class ServerCommand implements Callable<Integer> {
  private static final long PATIENCE_MILLIS = 1_000;

  /**
   * A server whose port is open.
   *
   * @param what it is and where it listens
   * @param ready completes when a client may use it
   * @param stop stops it cleanly
   */
  record Running(String what, CompletableFuture<?> ready, Runnable stop) {}

  @Spec CommandSpec spec;

  @Mixin private CommonOptions common;

  @Option(
      names = "--step",
      description = "Step mode: time limits a thousand times as long, for work with a debugger.")
  private void step(boolean on) {
    if (on) {
      System.setProperty(StepMode.PROPERTY, "true");
    }
  }

  /**
   * Starts the server.
   *
   * @throws Exception why it cannot start, for the user to read
   */
  abstract Running start() throws Exception;

  @Override
  public final Integer call() throws Exception {
    Running server = start();
    Runtime.getRuntime().addShutdownHook(new Thread(server.stop(), "ShutdownHook"));
    try {
      server.ready().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      say("waiting for a name server: " + server.what());
      server.ready().get();
    }
    say("ready: " + server.what());
    new CountDownLatch(1).await();
    return 0;
  }

  private void say(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}
