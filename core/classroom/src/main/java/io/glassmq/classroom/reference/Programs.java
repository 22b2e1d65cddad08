package io.glassmq.classroom.reference;

import io.glassmq.classroom.Mistake;
import io.glassmq.classroom.page.Block;
import java.util.List;
import java.util.function.Function;

/** Finds what a block names among the programs that there are tables of. */
final class Programs {
  private Programs() {}

  /**
   * @param what there is of each, for the error
   * @throws Mistake if the block names none of them; it says which there are
   */
  static <T> T named(List<T> all, Function<T, String> name, String what, Block.Call call) {
    return all.stream()
        .filter(it -> name.apply(it).equals(call.argument()))
        .findFirst()
        .orElseThrow(
            () ->
                new Mistake(
                    call.where(),
                    "there are no " + what + " of " + call.argument(),
                    "Choose one of " + all.stream().map(name).sorted().toList()));
  }
}
