package io.glassmq.classroom.generate;

import io.glassmq.classroom.Mistake;
import io.glassmq.classroom.generate.Source.Cut;
import io.glassmq.classroom.source.Checkout;
import io.glassmq.classroom.source.Region;
import io.glassmq.classroom.source.Regions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the skeletons and answers of one lab, not yet formatted. */
final class LabSources {
  private static final String LAB_TODO = "io.glassmq.labs.LabTodo";
  private static final int TEXT_WIDTH = 72;

  private final Checkout checkout;
  private final LabPlan plan;
  private final Map<String, String> renames;

  LabSources(Checkout checkout, LabPlan plan) {
    this.checkout = checkout;
    this.plan = plan;
    renames =
        plan.files().stream()
            .collect(
                Collectors.toMap(
                    LabPlan.File::referenceClass,
                    LabPlan.File::as,
                    (a, b) -> a,
                    LinkedHashMap::new));
  }

  /** The learner's files with their holes. */
  List<GeneratedFile> skeletons() {
    var learner = new LearnerClass(checkout, plan.labPackage(), renames);
    List<GeneratedFile> files = new ArrayList<>();
    for (LabPlan.File file : plan.files()) {
      Source whole = source(file);
      Source emptied = Source.parse(file.reference(), withoutMarks(emptied(file, whole)));
      String text = learner.moved(emptied, Set.of(LAB_TODO), file.javadoc());
      files.add(new GeneratedFile(plan.skeleton(file), text, file.reference()));
    }
    return files;
  }

  /** The same classes with nothing missing, and all that the solution takes over from the lab. */
  List<GeneratedFile> answers() {
    var solution = new LearnerClass(checkout, plan.solutionPackage(), renames);
    List<GeneratedFile> files = new ArrayList<>();
    for (LabPlan.File file : plan.files()) {
      Source whole = Source.parse(file.reference(), withoutMarks(source(file).text()));
      String text = solution.moved(whole, Set.of(), file.javadoc());
      files.add(new GeneratedFile(plan.answer(file), text, file.reference()));
    }
    return files;
  }

  /** What else stands in the lab's module, under the solution's package: its main, its tests. */
  List<GeneratedFile> copies() {
    List<String> skeletons = plan.files().stream().map(plan::skeleton).toList();
    List<GeneratedFile> files = new ArrayList<>();
    for (Path file : checkout.files(plan.labFolder() + "/src", name -> name.endsWith(".java"))) {
      String name = checkout.name(file);
      if (!skeletons.contains(name)) {
        String copy =
            name.replace(plan.labFolder(), plan.solutionFolder())
                .replace(
                    plan.labPackage().replace('.', '/'), plan.solutionPackage().replace('.', '/'));
        String text = Checkout.read(file).replace(plan.labPackage(), plan.solutionPackage());
        files.add(new GeneratedFile(copy, text, name));
      }
    }
    return files;
  }

  private Source source(LabPlan.File file) {
    if (!checkout.has(file.reference())) {
      throw new Mistake(
          plan.manifest(), "there is no " + file.reference(), "Mend files: reference:");
    }
    return Source.parse(file.reference(), checkout.read(file.reference()));
  }

  private static String withoutMarks(String text) {
    return Regions.withoutMarks(text);
  }

  private String emptied(LabPlan.File file, Source source) {
    List<Cut> cuts = new ArrayList<>();
    for (Region region : Regions.in(file.reference(), source.text())) {
      if (region.id().lesson().equals(plan.lesson())) {
        Hole hole = Hole.of(region, source);
        cuts.add(new Cut(hole.start(), hole.end(), hole.statements() ? toWrite(region) : ""));
      }
    }
    if (cuts.isEmpty()) {
      throw new Mistake(
          plan.manifest(),
          file.reference() + " has no region of " + plan.lesson(),
          "Mark what the learner writes: // region " + plan.lesson() + ".1 some-name");
    }
    return Source.replace(source.text(), cuts);
  }

  /** What stands in a hole of statements. */
  private String toWrite(Region region) {
    LabPlan.Step step = step(region);
    String text = step.todo().get(region.id().name());
    if (text == null) {
      throw new Mistake(
          plan.manifest(),
          "step " + step.number() + " has no text for the hole at " + region.where(),
          "Write todo: {" + region.id().name() + ": what to write there} in step " + step.number());
    }
    return "// Step %d: %s.\nthrow new LabTodo(\"%s\", \"%s\", %s);\n"
        .formatted(
            step.number(),
            step.title().strip(),
            plan.lesson(),
            region.id().name(),
            quoted(text.strip().replaceAll("\\s+", " ")));
  }

  private LabPlan.Step step(Region region) {
    return plan.steps().stream()
        .filter(step -> step.number() == region.id().step())
        .findFirst()
        .orElseThrow(
            () ->
                new Mistake(
                    region.where(),
                    "region "
                        + region.id()
                        + ": "
                        + plan.manifest()
                        + " has no step "
                        + region.id().step(),
                    "Add the step there, or change the mark"));
  }

  /** A Java text, in pieces that fit into a line. */
  private static String quoted(String text) {
    List<String> pieces = new ArrayList<>();
    String rest = text;
    while (rest.length() > TEXT_WIDTH) {
      int blank = rest.lastIndexOf(' ', TEXT_WIDTH);
      int cut = blank < 0 ? TEXT_WIDTH : blank + 1;
      pieces.add(rest.substring(0, cut));
      rest = rest.substring(cut);
    }
    pieces.add(rest);
    return pieces.stream()
        .map(piece -> "\"" + piece.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
        .collect(Collectors.joining("\n + "));
  }
}
