package io.glassmq.classroom.generate;

import io.glassmq.classroom.Mistake;
import io.glassmq.classroom.lab.Lab;
import io.glassmq.classroom.lab.Labs;
import io.glassmq.classroom.lab.WrongAnswer;
import io.glassmq.classroom.page.Block;
import io.glassmq.classroom.page.BytePicture;
import io.glassmq.classroom.page.Pages;
import io.glassmq.classroom.source.Checkout;
import io.glassmq.classroom.source.Regions;
import io.glassmq.classroom.tour.CodeTours;
import io.glassmq.classroom.tour.Stop;
import io.glassmq.classroom.tour.Tour;
import io.glassmq.classroom.tour.Tours;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes all that is generated in a checkout, and says or mends what differs on disk. */
public final class Generator {
  private static final Pattern LEARNERS =
      Pattern.compile("(labs/[^/]+)/src/main/java/.*/(My[^/]*\\.java)");

  private final Checkout checkout;
  private final List<BytePicture> pictures;
  private final Map<String, Block> tables;

  /**
   * @param pictures that pages may show
   * @param tables kinds of blocks that are made of more than sources
   */
  public Generator(Checkout checkout, List<BytePicture> pictures, Map<String, Block> tables) {
    this.checkout = checkout;
    this.pictures = pictures;
    this.tables = tables;
  }

  /** A generator for labs alone. */
  public Generator(Checkout checkout) {
    this(checkout, List.of(), Map.of());
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
    List<Lab> labs = Labs.of(checkout.root());
    var check = new LabCheck(regions);
    if (only.isEmpty()) {
      check.checkAll(labs);
    }
    List<GeneratedFile> files = new ArrayList<>();
    for (Lab lab : labs) {
      if (lab.slug().startsWith(only)) {
        check.check(lab);
        var sources = new LabSources(checkout, lab);
        files.addAll(sources.skeletons());
        files.addAll(sources.answers());
        files.addAll(sources.copies());
      }
    }
    List<GeneratedFile> all = new ArrayList<>(JavaFormat.format(files));
    all.addAll(pages(regions, only));
    all.addAll(codeTours(only));
    if (only.isEmpty()) {
      all.addAll(new RunConfigs(checkout, labs).files());
    }
    return all;
  }

  private List<GeneratedFile> codeTours(String only) {
    List<Tour> tours =
        Tours.of(checkout).all().stream().filter(it -> it.chapter().startsWith(only)).toList();
    List<GeneratedFile> files = new ArrayList<>();
    CodeTours.files(tours, checkout)
        .forEach((name, text) -> files.add(new GeneratedFile(name, text, "tour.yaml")));
    return files;
  }

  private List<GeneratedFile> pages(Regions regions, String only) {
    List<GeneratedFile> files = new ArrayList<>();
    var pages = new Pages(checkout, regions, pictures, tables);
    for (String folder : folders(only)) {
      pages
          .filled(folder)
          .forEach((name, text) -> files.add(new GeneratedFile(name, text, "its blocks")));
    }
    return files;
  }

  /** The folders with pages: all, or those of one chapter and lab. */
  private List<String> folders(String only) {
    List<String> tops = List.of("chapters", "labs", "solutions");
    if (only.isEmpty()) {
      return Stream.concat(tops.stream(), Stream.of("docs-site/docs")).toList();
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
      List<String> names =
          all.stream().map(name -> name.replaceFirst(".*/", "")).distinct().sorted().toList();
      throw new Mistake(only, "no chapter's or lab's folder begins so", "Choose one of " + names);
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

  /**
   * The learner's files when the steps up to {@code done} are done. Not formatted: for a compiler.
   */
  public List<GeneratedFile> drafts(Lab lab, int done) {
    return new LabSources(checkout, lab).filledUpTo(done).stream().map(Draft::of).toList();
  }

  /** The learner's file with {@code wrong} in it. Not formatted: for a compiler. */
  public GeneratedFile draft(Lab lab, WrongAnswer wrong) {
    return Draft.of(new LabSources(checkout, lab).wrong(wrong));
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

  /** Files that only the generator writes and that are not among {@code files}. */
  public List<String> leftovers(List<GeneratedFile> files, String only) {
    Set<String> names = files.stream().map(GeneratedFile::name).collect(Collectors.toSet());
    Stream<String> folders =
        only.isEmpty()
            ? Stream.concat(folders(only).stream(), Stream.of(".tours", "IDEA-run-configs"))
            : folders(only).stream();
    return folders
        .flatMap(folder -> checkout.files(folder, Generator::isGenerated).stream())
        .map(checkout::name)
        .filter(name -> !names.contains(name))
        .toList();
  }

  private static boolean isGenerated(String name) {
    return name.matches(
        "solutions/[^/]+/src/.*|.*/bytes-[^/]*\\.svg|\\.tours/.*\\.tour|IDEA-run-configs/classroom/.*");
  }

  /** Marks that no lab, excerpt or stop of a tour uses, with their places. */
  public List<String> unusedRegions() {
    var regions = Regions.of(checkout);
    Set<String> used = new Pages(checkout, regions, pictures, tables).shownRegions();
    Tours.of(checkout).all().stream()
        .flatMap(tour -> tour.stops().stream())
        .map(Stop::region)
        .filter(Objects::nonNull)
        .forEach(used::add);
    return regions.all().stream()
        .filter(region -> !region.id().isHole() && !used.contains(region.id().toString()))
        .map(region -> region.where() + " " + region.id())
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

  /** Copies a learner's file away before it is written; empty if it is not one. */
  public Optional<String> keep(GeneratedFile file) {
    Matcher learner = LEARNERS.matcher(file.name());
    if (!learner.matches() || !checkout.has(file.name())) {
      return Optional.empty();
    }
    String kept = learner.group(1) + "/target/before-generate/" + learner.group(2);
    write(new GeneratedFile(kept, checkout.read(file.name()), file.name()));
    return Optional.of(kept);
  }

  public void remove(String name) {
    try {
      Files.delete(checkout.file(name));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + name, e);
    }
  }
}
