package io.glassmq.store.show;

import io.glassmq.store.StoreCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What lies in a store's folder, found out from the files alone. */
public final class StoreView {
  private static final Set<String> SHOWN = Set.of("commitlog", "index", "checkpoint", "abort");

  private final Path root;
  private final LogView log;
  private final List<QueueView> queues;
  private final List<IndexView> index;

  private StoreView(Path root, LogView log, List<QueueView> queues, List<IndexView> index) {
    this.root = root;
    this.log = log;
    this.queues = queues;
    this.index = index;
  }

  /**
   * Looks into the folder.
   *
   * @throws NoSuchFileException if there is no store in it
   */
  public static StoreView of(Path root) throws IOException {
    if (!Files.isDirectory(root.resolve("commitlog"))
        && !Files.exists(root.resolve("checkpoint"))) {
      throw new NoSuchFileException(root + ": no store here: neither commitlog/ nor checkpoint");
    }
    var log = new LogView(new FileSequence(root, root.resolve("commitlog")));
    return new StoreView(root, log, queues(root), index(root));
  }

  private static List<QueueView> queues(Path root) throws IOException {
    List<QueueView> queues = new ArrayList<>();
    for (QueueKind kind : QueueKind.values()) {
      for (Path topic : list(root.resolve(kind.folder()))) {
        for (Path queue : list(topic)) {
          String id = queue.getFileName().toString();
          if (id.matches("\\d{1,9}")) {
            String name = topic.getFileName().toString();
            Path extension = root.resolve("consumequeue_ext").resolve(name).resolve(id);
            queues.add(
                new QueueView(
                    kind,
                    name,
                    Integer.parseInt(id),
                    new FileSequence(root, queue),
                    new FileSequence(root, extension)));
          }
        }
      }
    }
    queues.sort(
        Comparator.comparing(QueueView::kind)
            .thenComparing(QueueView::topic)
            .thenComparing(QueueView::queueId));
    return queues;
  }

  private static List<IndexView> index(Path root) throws IOException {
    List<IndexView> index = new ArrayList<>();
    for (Path file : list(root.resolve("index"))) {
      if (Files.isRegularFile(file) && file.getFileName().toString().matches("\\d{17}")) {
        index.add(new IndexView(StoreFile.of(root, file)));
      }
    }
    return index;
  }

  private static List<Path> list(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> list = Files.list(folder)) {
      return list.sorted().toList();
    }
  }

  public Path root() {
    return root;
  }

  public LogView log() {
    return log;
  }

  /** All queues, by kind and topic. */
  public List<QueueView> queues() {
    return queues;
  }

  /** The files of the index, oldest first. */
  public List<IndexView> index() {
    return index;
  }

  /** The file {@code checkpoint}, if it is there. */
  public Optional<Excerpt> checkpoint() throws IOException {
    Path file = root.resolve("checkpoint");
    return Files.exists(file)
        ? Optional.of(StoreFile.of(root, file).excerpt(0, StoreCheckpoint.LAYOUT))
        : Optional.empty();
  }

  /** The process that opened the store and has not closed it, if there is one. */
  public Optional<String> abort() throws IOException {
    Path file = root.resolve("abort");
    return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
  }

  /** What else lies in the folder: names with sizes, folders with what is in them. */
  public List<FolderEntry> others() throws IOException {
    List<FolderEntry> others = new ArrayList<>();
    for (Path path : list(root)) {
      String name = path.getFileName().toString();
      boolean shown = SHOWN.contains(name);
      if (name.equals("config")) {
        for (Path file : list(path)) {
          others.add(FolderEntry.of(root, file));
        }
      } else if (!shown && Stream.of(QueueKind.values()).noneMatch(k -> k.folder().equals(name))) {
        others.add(FolderEntry.of(root, path));
      }
    }
    return others;
  }
}
