package io.glassmq.classroom.generate;

import io.glassmq.classroom.Mistake;
import io.glassmq.classroom.lab.Lab;
import io.glassmq.classroom.lab.Labs;
import io.glassmq.classroom.lab.WrongAnswer;
import io.glassmq.classroom.page.BytePicture;
import io.glassmq.classroom.page.Pages;
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
  private final List<BytePicture> pictures;

  /**
   * @param pictures that pages may show
   */
  public Generator(Checkout checkout, List<BytePicture> pictures) {
    this.checkout = checkout;
    this.pictures = pictures;
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
    List<GeneratedFile> files = new ArrayList<>();
    for (Lab lab : all) {
      if (lab.slug().startsWith(only)) {
        check.check(lab);
        var sources = new LabSources(checkout, lab);
        files.addAll(sources.skeletons());
        files.addAll(sources.answers());
        files.addAll(sources.copies());
      }
    }
    List<GeneratedFile> formatted = new ArrayList<>(JavaFormat.format(files));
    formatted.addAll(pages(regions, only));
    return formatted;
  }

  private List<GeneratedFile> pages(Regions regions, String only) {
    List<GeneratedFile> files = new ArrayList<>();
    var pages = new Pages(checkout, regions, pictures);
    for (String folder : folders(only)) {
      pages
          .filled(folder)
          .forEach((name, text) -> files.add(new GeneratedFile(name, text, "its blocks")));
    }
    return files;
  }

  /** The folders with pages: of all chapters, labs and solutions, or of one. */
  private List<String> folders(String only) {
    List<String> tops = List.of("chapters", "labs", "solutions");
    if (only.isEmpty()) {
      return tops;
    }
    List<String> all =
        tops.stream()
            .flatMap(top -> checkout.folders(top).stream())
            .filter(folder -> folder.getFileName().toString().matches("\\d\\d-.*"))
            .map(checkout::name)
            .toList();
    List<String> chosen =
        all.stream()
            .filter(name -> name.substring(name.indexOf('/') + 1).startsWith(only))
            .toList();
    if (chosen.isEmpty()) {
      throw new Mistake(only, "no chapter's or lab's folder begins so", "Choose one of " + all);
    }
    return chosen;
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
