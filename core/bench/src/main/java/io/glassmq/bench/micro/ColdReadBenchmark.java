package io.glassmq.bench.micro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Reads messages whose pages are not in the page cache. Our store writes a folder once (the files
 * are the same on both sides). Before each shot it is copied, the copy goes to the disk, and GNU
 * {@code dd} tells the kernel to forget its pages, which it does because nobody has mapped them.
 * What the disk itself or the host of a virtual machine still remembers is beyond reach.
 *
 * <p>A shot reads from the front, and stops before the last files, which recovery has touched.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
@Fork(
    value = 1,
    jvmArgs = {"-Xms1g", "-Xmx1g"})
public class ColdReadBenchmark {
  private static final int BATCH = 32;
  private static final Map<String, String> SMALL_FILES =
      Map.of("mappedFileSizeCommitLog", "16777216");

  @Param public StoreSide side;

  @Param("150000")
  public int messages;

  private ScratchFolder original;
  private ScratchFolder copy;
  private BenchStore store;

  @Setup
  public void write() throws Exception {
    original = ScratchFolder.create();
    try (var writer = BenchStore.open(StoreSide.GLASSMQ, original.path(), SMALL_FILES)) {
      writer.fill(new BenchMessages(), messages);
    }
  }

  @Setup(Level.Iteration)
  public void open() throws Exception {
    copy = ScratchFolder.create();
    try (Stream<Path> paths = Files.walk(original.path())) {
      for (Path path : paths.sorted().skip(1).toList()) {
        Path target = copy.path().resolve(original.path().relativize(path));
        Files.copy(path, target);
        if (Files.isRegularFile(target)) {
          forget(target);
        }
      }
    }
    store = BenchStore.open(side, copy.path(), SMALL_FILES);
  }

  private static void forget(Path file) throws IOException, InterruptedException {
    dd("of=" + file, "oflag=nocache", "conv=notrunc,fdatasync");
    dd("if=" + file, "iflag=nocache");
  }

  private static void dd(String... arguments) throws IOException, InterruptedException {
    var command = Stream.concat(Stream.of("dd", "count=0", "status=none"), Stream.of(arguments));
    int exit = new ProcessBuilder(command.toList()).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new IOException("cold reads need GNU dd, which ended with " + exit);
    }
  }

  @TearDown(Level.Iteration)
  public void closeCopy() {
    store.close();
    copy.close();
  }

  @TearDown
  public void close() {
    original.close();
  }

  /** How many messages a shot reads. */
  public static int shot(int messages) {
    return messages / BenchMessages.QUEUES * 2 / 3 / BATCH * BATCH * BenchMessages.QUEUES;
  }

  @Benchmark
  public long read() throws Exception {
    long bytes = 0;
    for (int offset = 0; offset < shot(messages) / BenchMessages.QUEUES; ) {
      int before = offset;
      for (int queue = 0; queue < BenchMessages.QUEUES; queue++) {
        int at = before;
        while (at < before + BATCH) {
          var records = store.driver().read(BenchMessages.TOPIC, queue, at, before + BATCH - at);
          at += records.size();
          bytes += records.stream().mapToInt(record -> record.length).sum();
        }
        offset = at;
      }
    }
    return bytes;
  }
}
