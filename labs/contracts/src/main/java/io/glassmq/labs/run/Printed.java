package io.glassmq.labs.run;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Takes the place of standard output while the learner's code runs, and makes an event of each
 * line. Not more than {@value #MAX_LINES} of them, and of each only the first {@value #MAX_LINE}
 * bytes: a loop may print for ever.
 */
final class Printed extends OutputStream {
  private static final int MAX_LINES = 500;
  private static final int MAX_LINE = 4_000;

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final Events events;
  private int lines;

  Printed(Events events) {
    this.events = events;
  }

  @Override
  public synchronized void write(int b) {
    if (b == '\n') {
      endLine();
    } else if (line.size() < MAX_LINE) {
      line.write(b);
    }
  }

  /** A test has ended: what it printed without an end of line belongs to it as well. */
  synchronized void endTest() {
    if (line.size() > 0) {
      endLine();
    }
  }

  private void endLine() {
    lines++;
    if (lines < MAX_LINES) {
      events.write("printed", Map.of("text", line.toString(StandardCharsets.UTF_8)));
    } else if (lines == MAX_LINES) {
      events.write("printed", Map.of("text", "... (more lines are not shown)"));
    }
    line.reset();
  }
}
