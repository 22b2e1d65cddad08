package io.glassmq.bench.micro;

import java.io.IOException;
import org.openjdk.jmh.Main;

/** Runs the benchmarks of this package; the arguments are those of JMH, such as {@code -l}. */
public final class MicroBenchmarks {
  private MicroBenchmarks() {}

  public static void main(String[] args) throws IOException {
    Main.main(args);
  }
}
