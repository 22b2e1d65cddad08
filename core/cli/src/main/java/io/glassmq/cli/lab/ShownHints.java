package io.glassmq.cli.lab;

import io.glassmq.classroom.lab.Lab;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * How many hints of each step have been shown. Kept in the lab's {@code target}: it says nothing of
 * what is done, and goes with {@code mvn clean}.
 */
record ShownHints(Lab lab) {

  /** How many of a step. */
  int of(int step) throws IOException {
    String count = read().getProperty("step" + step, "0");
    return count.matches("[0-3]") ? Integer.parseInt(count) : 0;
  }

  void set(int step, int count) throws IOException {
    Properties counts = read();
    counts.setProperty("step" + step, String.valueOf(count));
    Files.createDirectories(file().getParent());
    try (Writer out = Files.newBufferedWriter(file())) {
      counts.store(out, "hints that ./mq lab has shown");
    }
  }

  private Properties read() throws IOException {
    var counts = new Properties();
    if (Files.exists(file())) {
      try (Reader in = Files.newBufferedReader(file())) {
        counts.load(in);
      }
    }
    return counts;
  }

  private Path file() {
    return lab.folder().resolve("target/shown-hints.properties");
  }
}
