package io.glassmq.classroom.generate;

import io.glassmq.classroom.Mistake;
import io.glassmq.classroom.lab.Lab;
import io.glassmq.classroom.lab.Labs;
import io.glassmq.classroom.lab.WrongAnswer;
import io.glassmq.classroom.source.Checkout;
import io.glassmq.classroom.source.Regions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes all that is generated in a checkout, and says or mends what differs on disk. */
public final class Generator {
  private final Checkout checkout;

  public Generator(Checkout checkout) {
    this.checkout = checkout;
  }

  /**
   * All generated files as they should be.
   *
   * @param only the folder of a chapter or lab, as in {@code 04-commit-log}, or the beginning of
   *     its name; empty for all
   * @throws Mistake that an author has to mend first
   */
  public List<GeneratedFile> files(String only) {
    var regions = Regions.of(checkout);
    List<Lab> all = Labs.of(checkout.root());
    var check = new LabCheck(regions);
    if (only.isEmpty()) {
      check.checkAll(all);
    }
    List<Lab> labs = all.stream().filter(lab -> lab.slug().startsWith(only)).toList();
    if (labs.isEmpty() && !only.isEmpty()) {
      throw new Mistake(
          only,
          "no lab's folder begins so",
          "Choose one of " + all.stream().map(Lab::slug).toList());
    }
    List<GeneratedFile> files = new ArrayList<>();
    for (Lab lab : labs) {
      check.check(lab);
      var sources = new LabSources(checkout, lab);
      files.addAll(sources.skeletons());
      files.addAll(sources.answers());
      files.addAll(sources.copies());
    }
    return JavaFormat.format(files);
  }

  /** The files that a learner of {@code lab} begins with. */
  public List<GeneratedFile> skeletons(Lab lab) {
    return JavaFormat.format(new LabSources(checkout, lab).skeletons());
  }

  /** The learner's file with {@code wrong} in it: the answer with one place changed. */
  public GeneratedFile wrong(Lab lab, WrongAnswer wrong) {
    return JavaFormat.format(List.of(new LabSources(checkout, lab).wrong(wrong))).get(0);
  }

  /** Compiles what was generated for labs. */
  public void check(List<GeneratedFile> files) {
    CompileCheck.check(
        files.stream().filter(file -> file.name().contains("/My") && isMain(file)).toList());
  }

  private static boolean isMain(GeneratedFile file) {
    return file.name().contains("/src/main/java/") && !file.name().endsWith("/MyBroker.java");
  }

  /** Those of {@code files} that are not on disk as they should be. */
  public List<GeneratedFile> differing(List<GeneratedFile> files) {
    return files.stream()
        .filter(
            file -> !checkout.has(file.name()) || !checkout.read(file.name()).equals(file.text()))
        .toList();
  }

  public void write(GeneratedFile file) {
    Path path = checkout.file(file.name());
    try {
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.text());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file.name(), e);
    }
  }
}
