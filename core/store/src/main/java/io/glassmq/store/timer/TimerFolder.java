package io.glassmq.store.timer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of the timer in a store's folder.
 *
 * <pre>
 *  config/timercheck  how far messages were delivered: the only one that we write
 *  timerlog/          of an official broker: the order in which it read the messages
 *  timerwheel         of an official broker: for each second the end of a chain through that log
 * </pre>
 *
 * Log and wheel say nothing that the queue does not say. They go when we take a folder over: later
 * they would tell an official broker of messages that are long delivered, and hide others from it.
 *
 * <p>Used by the thread that starts the broker, later by the one that writes the checkpoint.
 */
final class TimerFolder {
  private static final Logger LOG = LoggerFactory.getLogger(TimerFolder.class);

  private final Path root;
  private final Path log;
  private final Path checkpoint;

  TimerFolder(Path root) {
    this.root = root;
    this.log = root.resolve("timerlog");
    this.checkpoint = root.resolve("config").resolve("timercheck");
  }

  /**
   * How far an earlier run came, its own or an official broker's.
   *
   * @param min offset of the oldest message in the queue
   * @param max the offset that its next message gets; a crash may have cost its end
   * @throws UncheckedIOException if the folder cannot be read or written
   */
  TimerCheckpoint load(long min, long max, long now) {
    try {
      TimerCheckpoint said = read();
      List<Path> foreign = files(log, "*");
      long first = foreign.isEmpty() ? Math.max(min, said.masterTimerQueueOffset()) : min;
      var checked =
          new TimerCheckpoint(
              said.lastReadTimeMs(),
              Math.min(said.lastTimerQueueOffset(), max),
              Math.min(first, max),
              now,
              said.counter() + 1);
      if (!foreign.isEmpty()) {
        checked.save(checkpoint); // first this: without the log, the old one would skip messages
        foreign.addAll(files(root, "timerwheel*"));
        LOG.info("{} has the timer of an official broker, which goes on from its queue", root);
        for (Path file : foreign) {
          Files.delete(file);
        }
      }
      return checked;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot take over the timer files in " + root, e);
    }
  }

  private TimerCheckpoint read() throws IOException {
    Optional<TimerCheckpoint> found = TimerCheckpoint.load(checkpoint);
    if (found.isEmpty() && Files.exists(checkpoint)) {
      LOG.warn("{} is damaged; messages that it knew as delivered are delivered again", checkpoint);
    }
    return found.orElse(TimerCheckpoint.NONE);
  }

  private static List<Path> files(Path folder, String pattern) throws IOException {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, pattern)) {
        found.forEach(files::add);
      }
    }
    return files;
  }

  void save(TimerCheckpoint reached) throws IOException {
    reached.save(checkpoint);
  }
}
