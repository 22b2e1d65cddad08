package io.glassmq.chapters.ch06;

import io.glassmq.boot.AllInOne;
import io.glassmq.boot.AllInOneConfig;
import io.glassmq.chapters.DemoFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder with the files of a broker, as they are at one moment. Whoever copies it while the
 * broker runs has what a kill at that moment would leave.
 *
 * @param folder is deleted by {@link #close}
 */
record DiskImage(Path folder) implements AutoCloseable {

  static DiskImage empty() throws IOException {
    return new DiskImage(DemoFolder.create("06").path());
  }

  /** A copy of all files. */
  DiskImage copy() throws IOException {
    DiskImage copy = empty();
    for (Path file : files()) {
      Path target = copy.folder.resolve(folder.relativize(file));
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    }
    return copy;
  }

  /** All files in the folder and below it. */
  List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** The settings of a broker that works in this folder, with files that one may look at. */
  AllInOneConfig config() {
    AllInOneConfig config = AllInOneConfig.in(folder);
    config
        .broker()
        .set("mappedFileSizeCommitLog", 4096)
        .set("defaultTopicQueueNums", 1)
        .set("timerWheelEnable", false);
    return config;
  }

  /** Starts name server and broker in this folder. */
  AllInOne start() throws Exception {
    return AllInOne.start(config());
  }

  @Override
  public void close() throws IOException {
    new DemoFolder(folder).close();
  }
}
