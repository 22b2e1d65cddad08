package io.glassmq.cli;

import io.glassmq.common.message.MessageExt;
import io.glassmq.store.show.LogPiece;
import io.glassmq.store.show.LogView;
import io.glassmq.store.show.StoreView;
import java.io.IOException;
import java.time.Instant;

/** The log of a store, record by record. */
record RecordsShow(StoreView store, Page page, boolean brief) {

  /**
   * @param from a byte of the log: the record that holds it is the first; null for the oldest
   */
  void print(Long from, int limit) throws IOException {
    LogView log = store.log();
    if (brief) {
      page.heading("  %14s %8s  %-24s  %s", "byte", "size", "stored", "topic/queue:offset");
    }
    LogPiece piece = log.holding(from == null ? log.files().minOffset() : from);
    for (int i = 0; i < limit && piece.kind() != LogPiece.Kind.END; i++) {
      print(piece);
      piece = log.at(piece.end());
    }
    page.line(
        piece.kind() == LogPiece.Kind.END ? "  %,14d the log ends here" : "  More: --from %d",
        piece.offset());
  }

  private void print(LogPiece piece) {
    switch (piece.kind()) {
      case RECORD -> record(piece);
      case BLANK -> page.line("  %,14d %,8d  end of the file", piece.offset(), piece.length());
      case DAMAGE -> damage(piece);
      case END -> throw new IllegalArgumentException("nothing to print at " + piece.offset());
    }
  }

  private void record(LogPiece piece) {
    MessageExt message = piece.message();
    String queue = message.getTopic() + "/" + message.getQueueId() + ":" + message.getQueueOffset();
    Instant stored = Instant.ofEpochMilli(message.getStoreTimestamp());
    if (brief) {
      page.line("  %,14d %,8d  %-24s  %s", piece.offset(), piece.length(), stored, queue);
    } else {
      page.heading("Record at byte %d of the log: %s", piece.offset(), queue);
      page.excerpt(piece.excerpt());
      page.gap();
    }
  }

  private void damage(LogPiece piece) {
    page.problem(
        "%,d bytes from %,d on are damaged: %s", piece.length(), piece.offset(), piece.problem());
    if (!brief) {
      page.excerpt(piece.excerpt());
      page.gap();
    }
  }
}
