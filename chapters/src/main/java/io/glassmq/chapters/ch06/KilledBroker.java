package io.glassmq.chapters.ch06;

import io.glassmq.boot.AllInOne;
import io.glassmq.chapters.OwnJvm;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.Set;

/**
 * Kills a broker while it takes messages, and starts it again. The broker is a process of its own,
 * and the kill is a real one: none of its code runs any more.
 */
public final class KilledBroker {
  private static final String READY = "ready ";

  private KilledBroker() {}

  /** With a folder as argument: the broker that is going to be killed. */
  public static void main(String[] args) throws Exception {
    if (args.length == 1) {
      runBroker(Path.of(args[0]));
      return;
    }
    try (DiskImage disk = DiskImage.empty()) {
      Set<String> acknowledged = sendUntilKilled(disk);
      System.out.println("acknowledged before the kill: " + acknowledged.size());
      System.out.println(
          "abort file is there:          " + disk.folder().resolve("abort").toFile().exists());

      try (AllInOne restarted = disk.start()) {
        long found = Orders.found(acknowledged, restarted.namesrvAddr());
        System.out.println("found after the restart:      " + found);
        System.out.println("lost:                         " + (acknowledged.size() - found));
      }
    }
  }

  private static void runBroker(Path folder) throws Exception {
    try (AllInOne servers = new DiskImage(folder).start()) {
      System.out.println(READY + servers.namesrvAddr());
      System.in.read(); // nothing comes; the end of the parent ends this as well
    }
  }

  private static Set<String> sendUntilKilled(DiskImage disk) throws Exception {
    Process broker =
        OwnJvm.of(KilledBroker.class, disk.folder().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = broker.inputReader()) {
      String line = output.readLine();
      while (line != null && !line.startsWith(READY)) {
        line = output.readLine();
      }
      if (line == null) {
        throw new IllegalStateException("The broker did not start; see its output above");
      }
      try (var orders = new Orders(line.substring(READY.length()))) {
        orders.send(100, 300);
        broker.destroyForcibly().waitFor();
        return orders.acknowledged();
      }
    } finally {
      broker.destroyForcibly();
    }
  }
}
