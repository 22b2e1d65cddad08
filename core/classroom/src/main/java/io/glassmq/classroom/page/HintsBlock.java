package io.glassmq.classroom.page;

import static java.util.regex.Matcher.quoteReplacement;

import io.glassmq.classroom.lab.Lab;
import io.glassmq.classroom.lab.LabStep;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The hints of a lab, folded, from weak to strong: {@code <!-- hints: 4 -->}. */
record HintsBlock(List<Lab> labs) implements Block {
  private static final List<String> STRENGTHS = List.of("weak", "middle", "strong");
  private static final Pattern CODE_OR_TAG = Pattern.compile("(`+)[^`].*?\\1|<", Pattern.DOTALL);

  @Override
  public List<String> lines(Call call) {
    List<String> lines = new ArrayList<>();
    for (LabStep step : LabNumber.find(labs, call).steps()) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      lines.add("**Step %d: %s**".formatted(step.number(), step.title()));
      for (int i = 0; i < step.hints().size(); i++) {
        lines.add("");
        lines.add("<details><summary>Hint %d, %s</summary>".formatted(i + 1, STRENGTHS.get(i)));
        lines.add("");
        withoutTags(step.hints().get(i)).lines().forEach(lines::add);
        lines.add("");
        lines.add("</details>");
      }
    }
    return lines;
  }

  /** Hints name types such as {@code Map<K, V>}, which Markdown outside of code takes for HTML. */
  private static String withoutTags(String hint) {
    return CODE_OR_TAG
        .matcher(hint.strip())
        .replaceAll(found -> found.group().equals("<") ? "&lt;" : quoteReplacement(found.group()));
  }
}
