package io.glassmq.classroom.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A lab, as the file {@code lab.yaml} in its folder says it.
 *
 * @param folder where the manifest is, such as {@code labs/04-commit-log} of a checkout
 * @param number the number of the lab, from 1
 * @param title a few words
 * @param goal one sentence
 * @param minutes how long an experienced Java developer needs
 * @param port the interface that the learner's class stands behind, by its full name
 * @param test the test class that binds the contract to the learner's class, by its full name
 * @param files the learner's files, at least one
 * @param steps the steps in their order, numbered from 1
 * @param wrong answers that look right and are not
 */
public record Lab(
    Path folder,
    int number,
    String title,
    String goal,
    int minutes,
    String port,
    String test,
    List<LabFile> files,
    List<LabStep> steps,
    List<WrongAnswer> wrong) {

  public Lab {
    files = List.copyOf(files);
    steps = List.copyOf(steps);
    wrong = List.copyOf(wrong);
  }

  /** The name of its folder, which chapter and solution share, such as {@code 04-commit-log}. */
  public String slug() {
    return folder.getFileName().toString();
  }

  /** What its marks and its {@code LabTodo}s call it, such as {@code lab04}. */
  public String id() {
    return "lab%02d".formatted(number);
  }

  /** The step with this number, if there is one. */
  public Optional<LabStep> step(int step) {
    return steps.stream().filter(it -> it.number() == step).findFirst();
  }

  /** How many tests the lab has. */
  public int tests() {
    return steps.stream().mapToInt(LabStep::tests).sum();
  }

  /** The texts of all holes, by the name of their region. */
  public Map<String, String> todo() {
    return steps.stream()
        .flatMap(step -> step.todo().entrySet().stream())
        .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The wrong answer that {@code --break} puts in, if the lab has one. */
  public Optional<WrongAnswer> seededBug() {
    return wrong.stream().filter(WrongAnswer::breakit).findFirst();
  }
}
