package io.glassmq.cli.reference;

import io.glassmq.classroom.page.Block;
import io.glassmq.classroom.reference.CodesBlock;
import io.glassmq.classroom.reference.NamesBlock;
import io.glassmq.classroom.reference.SettingsBlock;
import io.glassmq.classroom.reference.ThreadsBlock;
import io.glassmq.classroom.source.Checkout;
import java.util.Map;

/** The tables of the reference pages, by the kind of their blocks. */
public final class ReferenceTables {
  private ReferenceTables() {}

  /** Each is filled from the programs of this class path and the sources of {@code checkout}. */
  public static Map<String, Block> all(Checkout checkout) {
    return Map.of(
        "settings",
        call -> new SettingsBlock(checkout, AllSettings.all()).lines(call),
        "codes",
        call -> new CodesBlock(checkout, AllAnswers.all()).lines(call),
        "unanswered",
        call -> AllAnswers.unanswered(),
        "threads",
        new ThreadsBlock(checkout),
        "names",
        new NamesBlock(checkout));
  }
}
