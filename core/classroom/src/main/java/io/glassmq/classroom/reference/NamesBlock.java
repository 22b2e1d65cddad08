package io.glassmq.classroom.reference;

import io.glassmq.classroom.Mistake;
import io.glassmq.classroom.page.Block;
import io.glassmq.classroom.source.Checkout;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The classes of a room whose Javadoc names an official counterpart: {@code <!-- names: store -->}.
 * The counterpart stands in a sentence of its own: {@code Official counterpart: {@code
 * org.apache.rocketmq.store.CommitLog}.}
 */
public record NamesBlock(Checkout checkout) implements Block {
  private static final Pattern COUNTERPART =
      Pattern.compile("Official counterparts?: (.*?)\\.(?= |$)");
  private static final String PACKAGE = "org.apache.rocketmq.";

  @Override
  public List<String> lines(Call call) {
    String room = "core/" + call.argument() + "/src/main/java/";
    List<String> lines = new ArrayList<>();
    lines.add("| GlassMQ | official | what ours is |");
    lines.add("| --- | --- | --- |");
    for (Documented type :
        Documented.of(
            checkout.files("core", name -> name.startsWith(room) && name.endsWith(".java")))) {
      Matcher counterpart = COUNTERPART.matcher(type.text());
      if (counterpart.find()) {
        String file = checkout.name(type.file());
        lines.add(
            "| [%s](%s) | %s | %s |"
                .formatted(
                    type.name(),
                    call.linkTo(file),
                    counterpart.group(1).replace(PACKAGE, "").replace("|", "\\|"),
                    type.sentence().replace("|", "\\|")));
      } else if (type.text().contains("fficial counterpart")) {
        throw new Mistake(
            checkout.name(type.file()),
            "the official counterpart is not in a sentence of its own",
            "Write: Official counterpart: {@code " + PACKAGE + "...}.");
      }
    }
    if (lines.size() == 2) {
      throw new Mistake(
          call.where(), room + " has no class with an official counterpart", "Name another room");
    }
    return lines;
  }
}
