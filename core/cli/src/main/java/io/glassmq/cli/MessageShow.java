package io.glassmq.cli;

import static java.util.stream.Collectors.joining;

import io.glassmq.store.index.IndexEntry;
import io.glassmq.store.show.IndexPlace;
import io.glassmq.store.show.LogPiece;
import io.glassmq.store.show.MessageSearch;
import io.glassmq.store.show.MessageTrail;
import io.glassmq.store.show.StoreView;
import io.glassmq.store.show.UnitPlace;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One message in all three places where a store has it. */
record MessageShow(StoreView store, Page page) {
  private static final int MAX_STEPS = 8;

  /**
   * @param id a place in the log, an offset id, a unique id or a key
   */
  void print(String id, int limit) throws IOException {
    MessageSearch.Result found = new MessageSearch(store).find(id);
    if (found.records().isEmpty()) {
      throw new IllegalArgumentException("No message \"" + id + "\" in " + store.root());
    }
    int count = found.records().size();
    page.line("%d record%s found %s", count, count == 1 ? "" : "s", found.way());
    for (LogPiece record : found.records().stream().limit(limit).toList()) {
      page.gap();
      print(new MessageTrail(store, record));
    }
    if (count > limit) {
      page.line("More: --limit %d", count);
    }
  }

  private void print(MessageTrail trail) throws IOException {
    page.heading("1. In the log, at byte %d", trail.record().offset());
    page.excerpt(trail.record().excerpt());
    page.gap();
    Optional<UnitPlace> unit = trail.unit();
    page.heading("2. In its consume queue%s", unit.map(MessageShow::numberOf).orElse(""));
    if (unit.isPresent()) {
      page.excerpt(unit.get().unit());
      unit.get().queue().extension(unit.get().number()).ifPresent(page::excerpt);
    } else if (trail.hasQueueEntry()) {
      page.problem("No unit leads to the record: it was not dispatched, or the queue is damaged");
    } else {
      page.line("  Half of a transaction: consumers do not see it, so no queue has it.");
    }
    page.gap();
    page.heading("3. In the index");
    for (IndexPlace place : trail.indexEntries()) {
      print(place);
    }
    if (trail.indexEntries().isEmpty()) {
      page.line("  Nothing. Its keys would be: %s", String.join(", ", trail.keys()));
    }
  }

  private static String numberOf(UnitPlace place) {
    return String.format(
        ", %s/%d: unit %d", place.queue().topic(), place.queue().queueId(), place.number());
  }

  private void print(IndexPlace place) {
    page.line("  Under %s, hash %d:", place.key(), IndexEntry.keyHash(place.key()));
    page.line("  the slot leads to entry %s", way(place.chain()));
    page.excerpt(place.slot());
    page.excerpt(place.entry());
  }

  /** A chain can be long: its ends are what tells. */
  private static String way(List<Integer> chain) {
    int size = chain.size();
    Stream<String> numbers = chain.stream().map(String::valueOf);
    return size <= MAX_STEPS
        ? numbers.collect(joining(" -> "))
        : numbers.limit(MAX_STEPS - 1).collect(joining(" -> "))
            + (" -> ... -> " + chain.get(size - 1) + ", after " + (size - 1) + " steps");
  }
}
