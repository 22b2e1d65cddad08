package io.glassmq.classroom.tour;

import io.glassmq.classroom.Mistake;
import io.glassmq.classroom.source.Checkout;
import io.glassmq.classroom.source.Region;
import io.glassmq.classroom.source.Regions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Finds the lines that tours stop at, by what the source says. Files are read once; it does not
 * follow changes on disk. Not thread-safe.
 */
public final class Places {
  private final Checkout checkout;
  private final Map<String, List<Path>> filesBySimpleName = new HashMap<>();
  private final Map<String, SourceFile> files = new HashMap<>();
  private Regions regions;

  public Places(Checkout checkout) {
    this.checkout = checkout;
    for (Path file : checkout.taughtSources()) {
      String name = file.getFileName().toString().replaceFirst("\\.java$", "");
      filesBySimpleName.computeIfAbsent(name, it -> new ArrayList<>()).add(file);
    }
  }

  /**
   * Where {@code stop} is.
   *
   * @param where the stop is written, for messages
   * @throws Mistake if it is nowhere, or in more than one line
   */
  public Place find(Stop stop, String where) {
    if (stop.region() != null) {
      return inRegion(stop, where);
    }
    SourceFile file = file(stop.in(), where);
    List<Lines> scopes = List.of(file.type(nested(stop.in(), file), where));
    if (stop.method() != null) {
      scopes = file.methods(scopes.get(0), stop.method(), where);
    }
    if (stop.line() != null) {
      return file.place(theLine(file, scopes, stop.line(), where));
    }
    if (scopes.size() > 1) {
      throw new Mistake(
          where, "there are " + scopes.size() + " methods " + stop.method(), "Write line: as well");
    }
    return file.place(file.firstStatement(scopes.get(0), where));
  }

  private Place inRegion(Stop stop, String where) {
    if (regions == null) {
      regions = Regions.of(checkout);
    }
    Region region = regions.get(stop.region(), where);
    SourceFile file = file(region.className(), where);
    var lines = new Lines("region " + region.id(), region.firstLine(), region.lastLine());
    return file.place(
        stop.line() == null
            ? file.firstStatement(lines, where)
            : theLine(file, List.of(lines), stop.line(), where));
  }

  private static int theLine(SourceFile file, List<Lines> scopes, String piece, String where) {
    int[] found =
        scopes.stream()
            .flatMapToInt(scope -> IntStream.rangeClosed(scope.first(), scope.last()))
            .filter(line -> !file.isComment(line) && file.text(line).contains(piece))
            .toArray();
    if (found.length == 1) {
      return found[0];
    }
    String what = scopes.get(0).what() + " (" + file.name() + ")";
    if (found.length == 0) {
      throw new Mistake(
          where,
          "no line of " + what + " has \"" + piece + "\"",
          "Take a piece of the line as it is now");
    }
    throw new Mistake(
        where,
        found.length + " lines of " + what + " have \"" + piece + "\": " + joined(found),
        "Take a longer piece, or name the method");
  }

  private static String joined(int[] lines) {
    return String.join(", ", IntStream.of(lines).mapToObj(Integer::toString).toList());
  }

  /** The part of {@code in} behind the name of the file's class; empty if that is all. */
  private static String nested(String in, SourceFile file) {
    String dotted = in.replace('$', '.');
    String top = file.className();
    if (!dotted.startsWith(top)) {
      top = top.substring(top.lastIndexOf('.') + 1);
    }
    return dotted.equals(top) ? "" : dotted.substring(top.length() + 1);
  }

  private SourceFile file(String in, String where) {
    String dotted = in.replace('$', '.');
    String[] names = dotted.split("\\.");
    int top = IntStream.range(0, names.length).filter(i -> isType(names[i])).findFirst().orElse(0);
    String type = String.join(".", List.of(names).subList(0, top + 1));
    List<Path> found =
        filesBySimpleName.getOrDefault(names[top], List.of()).stream()
            .filter(file -> top == 0 || className(file).equals(type))
            .toList();
    if (found.size() == 1) {
      Path file = found.get(0);
      return files.computeIfAbsent(
          checkout.name(file), name -> new SourceFile(name, className(file), Checkout.read(file)));
    }
    if (found.isEmpty()) {
      throw new Mistake(where, "no source file has the class " + in, "Write it as it is now");
    }
    var classes = new TreeSet<>(found.stream().map(this::className).toList());
    throw new Mistake(where, in + " is more than one class", "Write one of " + classes);
  }

  private static boolean isType(String name) {
    return !name.isEmpty() && Character.isUpperCase(name.charAt(0));
  }

  private String className(Path file) {
    String name = checkout.name(file);
    return name.substring(name.indexOf("/java/") + 6, name.length() - 5).replace('/', '.');
  }
}
