package io.glassmq.classroom.reference;

import io.glassmq.classroom.page.Block;
import io.glassmq.classroom.source.Checkout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The requests that a program answers, with the class and the thread that do it and the chapters
 * that show the class: {@code <!-- codes: broker -->}.
 */
public record CodesBlock(Checkout checkout, List<Answers> all) implements Block {

  @Override
  public List<String> lines(Call call) {
    Answers answers = Programs.named(all, Answers::name, "request codes", call);
    List<String> lines = new ArrayList<>();
    lines.add("| code | name | answered by | thread | chapter |");
    lines.add("| ---: | --- | --- | --- | --- |");
    for (Answers.Row row : answers.rows()) {
      lines.add(
          "| %d | `%s` | %s | %s | %s |"
              .formatted(
                  row.code(),
                  row.name(),
                  Cells.source(checkout, row.processor(), call),
                  Cells.code(row.thread()),
                  chapters(row.processor(), call)));
    }
    return lines;
  }

  /** Those whose page leads to the source of the class. */
  private String chapters(String processor, Call call) {
    String source = processor.replace('.', '/') + ".java)";
    return checkout
        .files("chapters", name -> name.matches("chapters/\\d\\d-.*/README\\.md"))
        .stream()
        .filter(page -> Checkout.read(page).contains(source))
        .map(page -> chapter(page, call))
        .collect(Collectors.joining(", "));
  }

  private String chapter(Path page, Call call) {
    String number = page.getParent().getFileName().toString().substring(0, 2);
    return "[%s](%s)".formatted(number, call.linkTo(checkout.name(page)));
  }
}
