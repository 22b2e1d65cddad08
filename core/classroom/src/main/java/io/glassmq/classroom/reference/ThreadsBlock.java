package io.glassmq.classroom.reference;

import io.glassmq.classroom.Mistake;
import io.glassmq.classroom.page.Block;
import io.glassmq.classroom.source.Checkout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The rows of all {@code THREADS.md} of core in one table: {@code <!-- threads: core -->}. */
public record ThreadsBlock(Checkout checkout) implements Block {
  private static final String CELLS = "(?<!\\\\)\\|";

  @Override
  public List<String> lines(Call call) {
    List<String> lines = new ArrayList<>();
    lines.add("| thread | owner (room) | what for |");
    lines.add("| --- | --- | --- |");
    for (Path file :
        checkout.files(call.argument(), name -> name.matches(".*/[^/]+/THREADS\\.md"))) {
      String name = checkout.name(file);
      String room = "[%s](%s)".formatted(file.getParent().getFileName(), call.linkTo(name));
      for (String row : rows(file)) {
        String[] cells = row.split(CELLS);
        if (cells.length < 4 || row.contains("](")) {
          throw new Mistake(
              name,
              "this row cannot stand on another page: " + row.strip(),
              "Give it three cells, thread, owner and reason, and no links");
        }
        lines.add("|%s|%s(%s) |%s|".formatted(cells[1], cells[2], room, cells[3]));
      }
    }
    return lines;
  }

  /**
   * Those of the table whose first column is the thread, without its head; none if there is none.
   */
  private static List<String> rows(Path file) {
    return Checkout.read(file)
        .lines()
        .dropWhile(line -> !line.startsWith("| thread |"))
        .takeWhile(line -> line.startsWith("|"))
        .skip(2)
        .toList();
  }
}
