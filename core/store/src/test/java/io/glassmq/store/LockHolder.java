package io.glassmq.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A process that takes a store's lock as the official broker does, says whether it got it, and
 * keeps it until its input ends.
 */
final class LockHolder {
  private LockHolder() {}

  static Process start(Path root) throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-Xmx32m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            LockHolder.class.getName(),
            root.resolve("lock").toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  public static void main(String[] args) throws IOException {
    try (var channel =
        FileChannel.open(Path.of(args[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      System.out.println(channel.tryLock(0, 1, false) != null ? "locked" : "refused");
      System.in.readAllBytes();
    }
  }
}
