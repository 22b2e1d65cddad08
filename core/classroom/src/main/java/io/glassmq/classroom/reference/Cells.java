package io.glassmq.classroom.reference;

import io.glassmq.classroom.page.Block.Call;
import io.glassmq.classroom.source.Checkout;

/** What cells of the tables have in common. */
final class Cells {
  private Cells() {}

  static String code(String text) {
    return "`" + text.replace("|", "\\|") + "`";
  }

  /** A class of core, which leads to its source. */
  static String source(Checkout checkout, String className, Call call) {
    return checkout
        .sourceOf(className)
        .map(file -> "[%s](%s)".formatted(simple(className), call.linkTo(checkout.name(file))))
        .orElse(code(simple(className)));
  }

  private static String simple(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }
}
