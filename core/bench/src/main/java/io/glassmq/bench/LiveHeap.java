package io.glassmq.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is left on the heap of a process after a full garbage collection. */
record LiveHeap(long bytes) {
  private static final Pattern TOTAL = Pattern.compile("Total +\\d+ +(\\d+)");
  private static final double BYTES_PER_MIB = 1024 * 1024;

  /** Asks the JDK's own tool, whose histogram counts live objects only. */
  static LiveHeap of(ProcessHandle process) throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    var asking =
        new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String said = new String(asking.getInputStream().readAllBytes(), UTF_8);
    asking.waitFor();
    Matcher total = TOTAL.matcher(said);
    if (!total.find()) {
      throw new IOException(
          "jcmd does not tell the heap of process " + process.pid() + ": " + said);
    }
    return new LiveHeap(Long.parseLong(total.group(1)));
  }

  double mib() {
    return bytes / BYTES_PER_MIB;
  }
}
