package io.glassmq.cli;

import io.glassmq.store.show.Excerpt;
import io.glassmq.store.show.FileSequence;
import io.glassmq.store.show.FolderEntry;
import io.glassmq.store.show.IndexView;
import io.glassmq.store.show.QueueView;
import io.glassmq.store.show.StoreView;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The first look at a store: what is there, how much, and whether it was closed properly. */
record StoreOverview(StoreView store, Page page) {

  void print() throws IOException {
    page.heading("Store %s", store.root());
    page.line("  %s", lastExit(store.abort()));
    page.gap();
    log();
    page.gap();
    checkpoint();
    page.gap();
    queues();
    page.gap();
    index();
    page.gap();
    others();
  }

  private static String lastExit(Optional<String> abort) {
    if (abort.isEmpty()) {
      return "There is no file abort: the store was closed properly.";
    }
    String process = abort.get();
    boolean runs =
        process.matches("\\d{1,18}") && ProcessHandle.of(Long.parseLong(process)).isPresent();
    return runs
        ? "The file abort names process " + process + ", which runs: the store is open."
        : "The file abort names process "
            + process
            + ", which is gone: it did not close the store.";
  }

  private void log() throws IOException {
    FileSequence files = store.log().files();
    long end = store.log().end();
    int count = files.starts().size();
    page.heading("Log");
    page.line(
        "  commitlog/: %d file%s of %,d bytes; records from byte %,d to %,d",
        count, count == 1 ? "" : "s", files.fileSize(), files.minOffset(), end);
    long all = files.capacityEnd() - files.minOffset();
    long used = end - files.minOffset();
    if (all > 0) {
      page.line("  %,d of %,d bytes are used: %d %%", used, all, used * 100 / all);
    }
    files.problems().forEach(page::problem);
  }

  private void checkpoint() throws IOException {
    Optional<Excerpt> checkpoint = store.checkpoint();
    page.heading("Checkpoint: how far everything has reached the disk");
    if (checkpoint.isPresent()) {
      page.excerpt(checkpoint.get());
    } else {
      page.line("  There is no file checkpoint.");
    }
  }

  private void queues() throws IOException {
    var byTopic =
        store.queues().stream()
            .collect(
                Collectors.groupingBy(
                    queue -> queue.kind().folder() + "/" + queue.topic(),
                    TreeMap::new,
                    Collectors.toList()));
    page.heading("Queues");
    page.line("  %6s %10s %12s  %s", "queues", "messages", "file size", "folder");
    for (var topic : byTopic.entrySet()) {
      List<QueueView> queues = topic.getValue();
      long messages = 0;
      for (QueueView queue : queues) {
        messages += queue.maxOffset() - queue.minOffset();
      }
      long fileSize = queues.stream().mapToLong(queue -> queue.files().fileSize()).max().orElse(0);
      page.line("  %6d %,10d %,12d  %s", queues.size(), messages, fileSize, topic.getKey());
      for (QueueView queue : queues) {
        queue.files().problems().forEach(page::problem);
      }
    }
  }

  private void index() throws IOException {
    page.heading("Index");
    for (IndexView file : store.index()) {
      page.line("  %,10d entries in %s", file.endEntry() - 1, file.name());
    }
  }

  private void others() throws IOException {
    page.heading("What else is there");
    page.line("  %6s %14s  %s", "files", "bytes", "name");
    for (FolderEntry entry : store.others()) {
      page.line("  %6d %,14d  %s", entry.files(), entry.bytes(), entry.name());
    }
  }
}
