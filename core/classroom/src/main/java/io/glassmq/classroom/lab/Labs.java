package io.glassmq.classroom.lab;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The labs of a checkout, read from their manifests. */
public final class Labs {
  /** The file in a lab's folder. */
  public static final String MANIFEST = "lab.yaml";

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  private static final Keys KEYS =
      new Keys(
          Map.of(
              "", Manifest.class,
              "/files", LabFile.class,
              "/steps", LabStep.class,
              "/wrong", WrongAnswer.class));

  private Labs() {}

  /** The manifest as it is written; {@link Lab} adds the folder. */
  private record Manifest(
      int lab,
      String title,
      String goal,
      int minutes,
      String port,
      String test,
      List<LabFile> files,
      List<LabStep> steps,
      List<WrongAnswer> wrong) {}

  /**
   * All labs below {@code labs/} of a checkout that have a manifest, by their numbers.
   *
   * @throws LabException if one cannot be read
   */
  public static List<Lab> of(Path root) {
    Path labs = root.resolve("labs");
    if (!Files.isDirectory(labs)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(labs)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve(MANIFEST)))
          .sorted()
          .map(Labs::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The lab in this folder.
   *
   * @throws LabException if its manifest cannot be read
   */
  public static Lab read(Path folder) {
    Path file = folder.resolve(MANIFEST);
    try {
      String text = Files.readString(file);
      if (text.isBlank()) {
        throw new LabException(file, 1, "the file is empty. Copy the manifest of another lab.");
      }
      try (JsonParser parser = YAML.createParser(text)) {
        KEYS.check(file, parser);
      }
      Manifest manifest = YAML.readValue(text, Manifest.class);
      return checked(file, manifest);
    } catch (JsonProcessingException e) {
      throw new LabException(file, line(e), sentence(e));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static int line(JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    return location == null ? 1 : location.getLineNr();
  }

  private static String sentence(JsonProcessingException e) {
    String where = e instanceof JsonMappingException mapping ? where(mapping) : "";
    if (e.getCause() instanceof IllegalArgumentException refused) {
      return where + refused.getMessage();
    }
    return where + e.getOriginalMessage();
  }

  /** The way to the entry, such as {@code steps[2].tests}. */
  private static String where(JsonMappingException e) {
    var path = new StringBuilder();
    for (JsonMappingException.Reference at : e.getPath()) {
      if (at.getFieldName() == null) {
        path.append('[').append(at.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(at.getFieldName());
      }
    }
    return path.isEmpty() ? "" : path + ": ";
  }

  private static Lab checked(Path file, Manifest it) {
    List<String> faults = new ArrayList<>();
    check(faults, it.lab > 0, "lab is missing. Write there the number of the lab, from 1.");
    check(faults, it.minutes > 0, "minutes is missing. Write there how long the lab takes.");
    present(faults, "title", it.title);
    present(faults, "goal", it.goal);
    present(faults, "port", it.port);
    present(faults, "test", it.test);
    check(faults, filled(it.files), "files is missing. Name at least one file of the learner.");
    check(faults, filled(it.steps), "steps is missing. Name at least one step.");
    full(faults, "files", it.files);
    full(faults, "steps", it.steps);
    full(faults, "wrong", it.wrong);
    if (faults.isEmpty()) {
      checkSteps(faults, it);
      checkWrong(faults, it);
    }
    if (!faults.isEmpty()) {
      throw new LabException(file, 1, String.join("\n", faults));
    }
    return new Lab(
        file.getParent(),
        it.lab,
        it.title.strip(),
        it.goal.strip(),
        it.minutes,
        it.port,
        it.test,
        it.files,
        it.steps,
        it.wrong == null ? List.of() : it.wrong);
  }

  private static void checkSteps(List<String> faults, Manifest it) {
    Set<String> names = new HashSet<>();
    Set<String> regions = new HashSet<>();
    for (int i = 0; i < it.steps.size(); i++) {
      LabStep step = it.steps.get(i);
      check(
          faults,
          step.number() == i + 1,
          "steps[%d] has the number %d. Steps stand in their order, from 1 without gaps."
              .formatted(i, step.number()));
      check(
          faults,
          names.add(step.name()),
          "two steps have the name %s. Give each its own.".formatted(step.name()));
      for (String region : step.todo().keySet()) {
        check(
            faults,
            regions.add(region),
            "two steps name the region %s. A hole belongs to one step.".formatted(region));
      }
      for (int red : step.reds()) {
        check(
            faults,
            red > 0 && red < step.number(),
            "step %d has %d in reds. Name steps before it.".formatted(step.number(), red));
      }
    }
  }

  private static void checkWrong(List<String> faults, Manifest it) {
    if (it.wrong == null) {
      return;
    }
    Set<String> files = new HashSet<>(it.files.stream().map(LabFile::as).toList());
    Set<String> names = new HashSet<>();
    for (WrongAnswer wrong : it.wrong) {
      String name = "wrong answer " + wrong.name();
      check(faults, names.add(wrong.name()), name + " stands twice. Give each its own name.");
      check(
          faults,
          wrong.step() <= it.steps.size(),
          "%s names step %d, and there are %d.".formatted(name, wrong.step(), it.steps.size()));
      check(
          faults,
          files.contains(wrong.file()),
          "%s names the file %s. Files of this lab: %s.".formatted(name, wrong.file(), files));
    }
    check(
        faults,
        it.wrong.stream().filter(WrongAnswer::breakit).count() <= 1,
        "more than one wrong answer has breakit. There is one seeded bug.");
  }

  private static void full(List<String> faults, String key, List<?> list) {
    int empty = list == null ? -1 : list.indexOf(null);
    check(faults, empty < 0, "%s[%d] is empty. Fill it or remove it.".formatted(key, empty));
  }

  private static boolean filled(List<?> list) {
    return list != null && !list.isEmpty();
  }

  private static void present(List<String> faults, String key, String value) {
    check(faults, value != null && !value.isBlank(), key + " is missing. Write it at the top.");
  }

  private static void check(List<String> faults, boolean right, String fault) {
    if (!right) {
      faults.add(fault);
    }
  }
}
