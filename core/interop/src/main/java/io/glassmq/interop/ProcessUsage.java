package io.glassmq.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * What a process has used so far, as the operating system counts it.
 *
 * @param cpu processor time of all its threads since its start, in steps of 10 ms
 * @param residentKib memory that is in RAM, in KiB; -1 where there is no {@code /proc}
 * @param anonymousKib the part of it that no file stands behind: heap, stacks, native memory;
 *     without the pages of mapped store files, which the kernel takes back at will; -1 where there
 *     is no {@code /proc}
 * @param threads its threads, those of the JVM itself included; -1 where there is no {@code /proc}
 */
public record ProcessUsage(Duration cpu, long residentKib, long anonymousKib, int threads) {
  private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");
  private static final Pattern ANONYMOUS = Pattern.compile("(?m)^RssAnon:\\s+(\\d+) kB$");
  private static final Pattern THREADS = Pattern.compile("(?m)^Threads:\\s+(\\d+)$");

  /** Reads the figures of a living process. */
  public static ProcessUsage of(ProcessHandle process) throws IOException {
    Duration cpu = process.info().totalCpuDuration().orElseThrow();
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return new ProcessUsage(cpu, -1, -1, -1);
    }
    String text = Files.readString(status);
    return new ProcessUsage(
        cpu, number(RESIDENT, text), number(ANONYMOUS, text), (int) number(THREADS, text));
  }

  private static long number(Pattern pattern, String text) {
    var matcher = pattern.matcher(text);
    return matcher.find() ? Long.parseLong(matcher.group(1)) : -1;
  }
}
