package io.glassmq.classroom.lab;

import io.glassmq.classroom.lab.LabReport.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of one of the learner's files.
 *
 * @param file the file
 * @param text all of it
 */
record SourceLines(Path file, String text) {

  static SourceLines of(Path file) {
    try {
      // Not strictly: the compiler says where a file is not UTF-8, and that line is shown.
      return new SourceLines(file, new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** The line with this number, from 1. */
  Place place(int line) {
    List<String> lines = text.lines().toList();
    boolean there = line > 0 && line <= lines.size();
    return new Place(file, line, there ? lines.get(line - 1).strip() : "");
  }

  /** Where the {@code LabTodo} of this hole is made. */
  Optional<Place> todo(String lab, String region) {
    Matcher todo =
        Pattern.compile(
                "new\\s+LabTodo\\(\\s*\"%s\"\\s*,\\s*\"%s\""
                    .formatted(Pattern.quote(lab), Pattern.quote(region)))
            .matcher(text);
    return todo.find()
        ? Optional.of(
            place(1 + (int) text.substring(0, todo.start()).chars().filter(c -> c == '\n').count()))
        : Optional.empty();
  }
}
