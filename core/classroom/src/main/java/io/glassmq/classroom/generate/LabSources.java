package io.glassmq.classroom.generate;

import io.glassmq.classroom.Mistake;
import io.glassmq.classroom.generate.Source.Cut;
import io.glassmq.classroom.lab.Lab;
import io.glassmq.classroom.lab.LabFile;
import io.glassmq.classroom.lab.LabStep;
import io.glassmq.classroom.lab.WrongAnswer;
import io.glassmq.classroom.source.Checkout;
import io.glassmq.classroom.source.Region;
import io.glassmq.classroom.source.Regions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the skeletons and answers of one lab, not yet formatted. */
final class LabSources {
  private static final String LAB_TODO = "io.glassmq.labs.LabTodo";
  private static final int TEXT_WIDTH = 72;

  private final Checkout checkout;
  private final Lab lab;
  private final LabPlaces places;
  private final Map<String, String> renames;

  LabSources(Checkout checkout, Lab lab) {
    this.checkout = checkout;
    this.lab = lab;
    places = new LabPlaces(lab);
    renames =
        lab.files().stream().collect(Collectors.toMap(LabPlaces::referenceClass, LabFile::as));
  }

  /** The learner's files with their holes. */
  List<GeneratedFile> skeletons() {
    return filledUpTo(0);
  }

  /** The learner's files when the steps up to this one are done; the holes behind it are left. */
  List<GeneratedFile> filledUpTo(int done) {
    List<GeneratedFile> files = new ArrayList<>();
    for (LabFile file : lab.files()) {
      String emptied = Regions.withoutMarks(emptied(file, source(file), done));
      files.add(
          new GeneratedFile(
              places.skeleton(file),
              moved(file, places.labPackage(), emptied, Set.of(LAB_TODO)),
              file.reference()));
    }
    return files;
  }

  /** The same classes with nothing missing. */
  List<GeneratedFile> answers() {
    List<GeneratedFile> files = new ArrayList<>();
    for (LabFile file : lab.files()) {
      String whole = Regions.withoutMarks(source(file).text());
      files.add(
          new GeneratedFile(
              places.answer(file),
              moved(file, places.solutionPackage(), whole, Set.of()),
              file.reference()));
    }
    return files;
  }

  /** The learner's file with the answer in it, one place of which is wrong. */
  GeneratedFile wrong(WrongAnswer wrong) {
    LabFile file =
        lab.files().stream().filter(it -> it.as().equals(wrong.file())).findFirst().orElseThrow();
    Source source = source(file);
    String text =
        wrong.region() == null
            ? replaced(wrong, file, source.text())
            : withRegion(wrong, file, source);
    String moved = moved(file, places.labPackage(), Regions.withoutMarks(text), Set.of());
    return new GeneratedFile(places.skeleton(file), moved, "wrong answer " + wrong.name());
  }

  private String replaced(WrongAnswer wrong, LabFile file, String text) {
    int at = text.indexOf(wrong.replace());
    if (at < 0 || text.indexOf(wrong.replace(), at + 1) >= 0) {
      throw new Mistake(
          places.manifest(),
          "wrong answer %s replaces \"%s\", which stands %s in %s"
              .formatted(
                  wrong.name(),
                  wrong.replace().strip(),
                  at < 0 ? "nowhere" : "more than once",
                  file.reference()),
          "Give a text that stands there once, as it is written in that file");
    }
    return Source.replace(text, List.of(new Cut(at, at + wrong.replace().length(), wrong.by())));
  }

  private String withRegion(WrongAnswer wrong, LabFile file, Source source) {
    List<Region> regions = ofLab(file, source);
    for (Region region : regions) {
      if (region.id().name().equals(wrong.region())) {
        Hole hole = Hole.of(region, source);
        return Source.replace(
            source.text(),
            List.of(new Cut(hole.start(), hole.end(), wrong.instead().strip() + "\n")));
      }
    }
    throw new Mistake(
        places.manifest(),
        "wrong answer %s: %s has no region %s"
            .formatted(wrong.name(), file.reference(), wrong.region()),
        "Choose one of " + regions.stream().map(region -> region.id().name()).toList());
  }

  /** What else the lab's module has, under the solution's package: its main, its tests. */
  List<GeneratedFile> copies() {
    List<String> skeletons = lab.files().stream().map(places::skeleton).toList();
    List<GeneratedFile> files = new ArrayList<>();
    for (Path file : checkout.files(places.labFolder() + "/src", name -> true)) {
      String name = checkout.name(file);
      if (!skeletons.contains(name)) {
        String copy =
            name.replace(places.labFolder(), places.solutionFolder())
                .replace(
                    places.labPackage().replace('.', '/'),
                    places.solutionPackage().replace('.', '/'));
        String text = Checkout.read(file).replace(places.labPackage(), places.solutionPackage());
        files.add(new GeneratedFile(copy, text, name));
      }
    }
    return files;
  }

  private Source source(LabFile file) {
    if (!checkout.has(file.reference())) {
      throw new Mistake(
          places.manifest(), "there is no " + file.reference(), "Mend files: reference:");
    }
    return Source.parse(file.reference(), checkout.read(file.reference()));
  }

  private String moved(LabFile file, String toPackage, String text, Set<String> imports) {
    return new LearnerClass(checkout, toPackage, renames)
        .moved(Source.parse(file.reference(), text), imports, file.javadoc());
  }

  private List<Region> ofLab(LabFile file, Source source) {
    return Regions.in(file.reference(), source.text()).stream()
        .filter(region -> region.id().lesson().equals(lab.id()))
        .toList();
  }

  private String emptied(LabFile file, Source source, int done) {
    List<Cut> cuts = new ArrayList<>();
    List<Region> regions = ofLab(file, source);
    for (Region region : regions) {
      if (region.id().step() <= done) {
        continue;
      }
      Hole hole = Hole.of(region, source);
      cuts.add(new Cut(hole.start(), hole.end(), hole.statements() ? toWrite(region) : ""));
    }
    if (regions.isEmpty()) {
      throw new Mistake(
          places.manifest(),
          file.reference() + " has no region of " + lab.id(),
          "Mark what the learner writes: // region " + lab.id() + ".1 some-name");
    }
    return Source.replace(source.text(), cuts);
  }

  /** What stands in a hole of statements. */
  private String toWrite(Region region) {
    int number = region.id().step();
    String name = region.id().name();
    LabStep step =
        lab.step(number)
            .orElseThrow(
                () ->
                    new Mistake(
                        region.where(),
                        "region %s: %s has no step %d"
                            .formatted(region.id(), places.manifest(), number),
                        "Add the step there, or change the mark"));
    String text = step.todo().get(name);
    if (text == null) {
      throw new Mistake(
          places.manifest(),
          "step " + number + " has no text for the hole at " + region.where(),
          "Write todo: {" + name + ": what to write there} in step " + number);
    }
    return "// Step %d: %s.\nthrow new LabTodo(\"%s\", \"%s\", %s);\n"
        .formatted(
            number,
            step.title().strip().replaceFirst("\\.$", ""),
            lab.id(),
            name,
            quoted(text.strip().replaceAll("\\s+", " ")));
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
