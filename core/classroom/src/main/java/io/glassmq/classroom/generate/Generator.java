package io.glassmq.classroom.generate;

import io.glassmq.classroom.Mistake;
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
    List<LabPlan> all = LabPlans.of(checkout);
    var check = new LabCheck(regions);
    if (only.isEmpty()) {
      check.checkAll(all);
    }
    List<LabPlan> plans = all.stream().filter(plan -> plan.folder().startsWith(only)).toList();
    if (plans.isEmpty() && !only.isEmpty()) {
      throw new Mistake(
          only,
          "no lab has a folder that begins so",
          "Choose one of " + all.stream().map(LabPlan::folder).toList());
    }
    List<GeneratedFile> files = new ArrayList<>();
    for (LabPlan plan : plans) {
      check.check(plan);
      var sources = new LabSources(checkout, plan);
      files.addAll(sources.skeletons());
      files.addAll(sources.answers());
      files.addAll(sources.copies());
    }
    return JavaFormat.format(files);
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
