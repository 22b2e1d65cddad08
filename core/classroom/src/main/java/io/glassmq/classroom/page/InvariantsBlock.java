package io.glassmq.classroom.page;

import io.glassmq.classroom.Mistake;
import io.glassmq.classroom.source.Checkout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbered invariants in the Javadoc of a port: {@code <!-- invariants:
 * io.glassmq.store.AppendPath -->}.
 */
record InvariantsBlock(Checkout checkout) implements Block {
  private static final Pattern ITEM =
      Pattern.compile("<li>\\s*([A-Z]+-\\d+):\\s*(.*?)(?=<li>|</ul>|</li>|\\*/)", Pattern.DOTALL);

  @Override
  public List<String> lines(Call call) {
    Path file =
        checkout
            .sourceOf(call.argument())
            .orElseThrow(
                () ->
                    new Mistake(
                        call.where(),
                        "core has no class " + call.argument(),
                        "Give the full name of a port, as in io.glassmq.store.AppendPath"));
    List<String> lines = new ArrayList<>();
    Matcher item = ITEM.matcher(Checkout.read(file).replaceAll("\\n\\s*\\* ?", "\n"));
    while (item.find()) {
      lines.add("- **" + item.group(1) + "**: " + Markdown.of(item.group(2)));
    }
    if (lines.isEmpty()) {
      throw new Mistake(
          call.where(),
          checkout.name(file) + " has no numbered invariants",
          "Write them in its Javadoc: <li>CL-1: a sentence");
    }
    return lines;
  }
}
