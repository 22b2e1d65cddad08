package io.glassmq.cli;

import io.glassmq.boot.AllInOne;
import io.glassmq.boot.AllInOneConfig;
import io.glassmq.boot.CommonOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sets the stage for the demo: servers on free ports, a fresh store; and clears up behind it. */
@Command(
    name = "demo",
    description = "Show the way of a message: sent, stored, found, consumed.",
    sortOptions = false)
final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--store",
      paramLabel = "DIR",
      description = "Keep the store here, to look at it later. Default: a temporary folder.")
  private Path store;

  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    CommonOptions.logErrorsOnly();
    PrintWriter out = spec.commandLine().getOut();
    Path folder = store == null ? Files.createTempDirectory("glassmq-demo-") : store;
    try {
      AllInOneConfig config = AllInOneConfig.in(folder);
      // One file of the log is 1 GiB by default. This one is to be looked at.
      config.broker().set("mappedFileSizeCommitLog", 1024 * 1024);
      long begin = System.nanoTime();
      try (AllInOne servers = AllInOne.start(config)) {
        long millis = (System.nanoTime() - begin) / 1_000_000;
        new DemoStory(servers, folder, out).tell(millis);
      }
      out.println();
      out.println("Next: ./mq up, and in a second terminal: ./mq send Orders hello");
      out.println(store == null ? "The store is deleted now." : "The store is kept: " + store);
      out.flush();
      return 0;
    } finally {
      if (store == null) {
        delete(folder);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    }
  }
}
