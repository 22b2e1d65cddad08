package io.glassmq.cli;

import io.glassmq.store.index.IndexEntry;
import io.glassmq.store.index.IndexLayout;
import io.glassmq.store.show.IndexView;
import io.glassmq.store.show.LogPiece;
import io.glassmq.store.show.MessageTrail;
import io.glassmq.store.show.StoreView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The files of a store's index: headers, how full they are, entries and whom they stand for. */
record IndexShow(StoreView store, Page page) {

  /**
   * @param from number of the first entry in each file; null for the oldest
   */
  void print(Long from, int limit) throws IOException {
    if (store.index().isEmpty()) {
      page.line("There is no index in %s", store.root());
    }
    for (IndexView file : store.index()) {
      print(file, from == null ? 1 : from, limit);
      page.gap();
    }
  }

  private void print(IndexView file, long from, int limit) throws IOException {
    page.heading("Index file %s", file.name());
    page.excerpt(file.header());
    if (file.layout().isEmpty()) {
      page.problem("No number of slots makes sense of this file: it is empty, or damaged");
      return;
    }
    IndexLayout layout = file.layout().get();
    page.line("  %,d of %,d slots are in use", file.usedSlots(), layout.slots());
    int entries = file.endEntry() - 1;
    page.line("  %,d of %,d entries are in use (entry 0 never is)", entries, layout.entries());
    int end = (int) Math.min(file.endEntry(), from + limit);
    List<Page.Row> rows = new ArrayList<>();
    for (int number = (int) Math.max(1, from); number < end; number++) {
      rows.add(new Page.Row(number, file.entry(number), keys(file.read(number))));
    }
    page.table("entry", IndexEntry.LAYOUT, rows);
    if (end < file.endEntry()) {
      page.line("  More: --from %d", end);
    }
  }

  /** Which key an entry stands for: it knows only the hash, the record knows the key. */
  private String keys(IndexEntry entry) throws IOException {
    LogPiece piece = store.log().at(entry.physicalOffset());
    if (piece.kind() != LogPiece.Kind.RECORD) {
      return "(no record there)";
    }
    return new MessageTrail(store, piece)
        .keys().stream()
            .filter(key -> IndexEntry.keyHash(key) == entry.keyHash())
            .distinct()
            .collect(Collectors.joining(", "));
  }
}
