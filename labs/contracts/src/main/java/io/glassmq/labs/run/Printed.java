package io.glassmq.labs.run;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Takes the place of standard output while the learner's code runs, and makes an event of each
 * line. Not more than {@value #MAX_LINES} of them: a loop may print for ever.
 */
final class Printed extends OutputStream {
  private static final int MAX_LINES = 500;

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final Events events;
  private int lines;

  Printed(Events events) {
    this.events = events;
  }

  @Override
  public synchronized void write(int b) {
    if (b != '\n') {
      line.write(b);
      return;
    }
    lines++;
    if (lines < MAX_LINES) {
      events.write("printed", Map.of("text", line.toString(StandardCharsets.UTF_8)));
    } else if (lines == MAX_LINES) {
      events.write("printed", Map.of("text", "... (more lines are not shown)"));
    }
    line.reset();
  }
}
