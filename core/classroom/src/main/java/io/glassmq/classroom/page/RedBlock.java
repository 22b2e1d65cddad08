package io.glassmq.classroom.page;

import io.glassmq.classroom.lab.Lab;
import io.glassmq.classroom.lab.LabStep;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is red in a lab that nobody has touched, and why: {@code <!-- red: 4 -->}. */
record RedBlock(List<Lab> labs) implements Block {
  @Override
  public List<String> lines(Call call) {
    Lab lab = LabNumber.find(labs, call);
    List<String> lines = new ArrayList<>();
    lines.add("| step | what you do | tests | they fail with |");
    lines.add("| ---: | --- | ---: | --- |");
    for (LabStep step : lab.steps()) {
      lines.add(
          "| %d | %s | %d | %s |"
              .formatted(step.number(), step.title(), step.tests(), reasons(lab, step)));
    }
    lines.add("");
    lines.add(
        "%d tests are red before you write the first line. All of them are yours to write."
            .formatted(lab.tests()));
    return lines;
  }

  private static String reasons(Lab lab, LabStep step) {
    Stream<String> holes =
        Stream.concat(
            step.todo().keySet().stream(),
            step.reds().stream()
                .flatMap(red -> lab.step(red).orElseThrow().todo().keySet().stream()));
    return holes
        .map(hole -> "`LabTodo[" + lab.id() + "/" + hole + "]`")
        .collect(Collectors.joining(" or "));
  }
}
