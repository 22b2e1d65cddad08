package io.glassmq.classroom.reference;

import io.glassmq.classroom.Mistake;
import io.glassmq.classroom.page.Block;
import io.glassmq.classroom.source.Checkout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every setting of a program with its default, its unit and what it means: {@code <!-- settings:
 * broker -->}.
 *
 * <p>The meaning is the Javadoc of a record's component, or of a setter or getter. When the
 * component has another name than the official key, the text begins with the key: {@code @param
 * pauseMillis {@code pauseTime}: milliseconds between two rounds}. A unit is the first word. Where
 * the default depends on the machine, the text has the words "by default", and stands for it.
 */
public record SettingsBlock(Checkout checkout, List<Settings> all) implements Block {
  private static final Pattern KEYS = Pattern.compile("(`\\w+`(?:(?:, | and )`\\w+`)*): (.*)");
  private static final Pattern KEY = Pattern.compile("`(\\w+)`");
  private static final Pattern PROPERTY = Pattern.compile("(?:get|set|is)([A-Z])(\\w*)");
  private static final Map<String, String> UNITS =
      Map.of(
          "milliseconds", "ms",
          "seconds", "s",
          "minutes", "min",
          "hours", "h",
          "bytes", "bytes",
          "mib", "MiB",
          "pages", "pages",
          "percent", "%");
  private static final int MIB = 1 << 20;

  @Override
  public List<String> lines(Call call) {
    Settings settings = Programs.named(all, Settings::name, "settings", call);
    var missing = new TreeSet<>(settings.defaults().keySet());
    List<String> lines = new ArrayList<>();
    settings
        .tables()
        .forEach(
            (title, classes) -> {
              if (settings.tables().size() > 1) {
                lines.add("### " + title);
                lines.add("");
              }
              Map<String, String> meanings = meanings(classes);
              lines.addAll(table(settings, classes, meanings, call));
              missing.removeAll(meanings.keySet());
            });
    if (!missing.isEmpty()) {
      throw new Mistake(
          call.where(),
          "nothing says what these settings mean: " + missing,
          "Write it in the Javadoc of one of "
              + settings.tables().values().stream().flatMap(List::stream).toList()
              + ": before the setter, or as @param pauseMillis {@code pauseTime}: milliseconds"
              + " between two rounds");
    }
    return lines.subList(0, lines.size() - 1);
  }

  private List<String> table(
      Settings settings, List<String> classes, Map<String, String> meanings, Call call) {
    List<String> lines = new ArrayList<>();
    lines.add("| key | default | meaning |");
    lines.add("| --- | --- | --- |");
    settings
        .defaults()
        .forEach(
            (key, value) -> {
              String meaning = meanings.get(key);
              if (meaning != null) {
                lines.add(
                    "| `%s` | %s | %s |".formatted(key, shown(value, meaning), cell(meaning)));
              }
            });
    lines.add("");
    lines.add(
        "Read by "
            + String.join(
                ", ", classes.stream().map(name -> Cells.source(checkout, name, call)).toList())
            + ".");
    lines.add("");
    return lines;
  }

  /** By key, all that the Javadoc of some classes explains. */
  private Map<String, String> meanings(List<String> classes) {
    Map<String, String> meanings = new LinkedHashMap<>();
    List<Path> files = classes.stream().map(name -> checkout.sourceOf(name).orElseThrow()).toList();
    for (Documented type : Documented.of(files)) {
      type.components().forEach((name, text) -> addComponent(meanings, name, text));
      type.methods().forEach((name, text) -> addProperty(meanings, name, text));
    }
    return meanings;
  }

  private static void addComponent(Map<String, String> meanings, String name, String text) {
    Matcher keys = KEYS.matcher(text);
    if (!keys.matches()) {
      meanings.put(name, text);
      return;
    }
    Matcher key = KEY.matcher(keys.group(1));
    while (key.find()) {
      meanings.put(key.group(1), keys.group(2));
    }
  }

  private static void addProperty(Map<String, String> meanings, String name, String text) {
    Matcher property = PROPERTY.matcher(name);
    if (property.matches()) {
      meanings.putIfAbsent(property.group(1).toLowerCase(Locale.ROOT) + property.group(2), text);
    }
  }

  private static String shown(String value, String meaning) {
    if (meaning.contains("by default") || value.isEmpty()) {
      return "";
    }
    String unit = value.matches("\\d+") ? unit(meaning) : "";
    String shown = Cells.code(value) + unit;
    return unit.equals(" bytes") && Long.parseLong(value) % MIB == 0
        ? shown + ", " + Long.parseLong(value) / MIB + " MiB"
        : shown;
  }

  private static String unit(String meaning) {
    String unit = UNITS.get(meaning.split("\\W", 2)[0].toLowerCase(Locale.ROOT));
    return unit == null ? "" : " " + unit;
  }

  private static String cell(String meaning) {
    String text = meaning.replace("|", "\\|");
    return Character.toUpperCase(text.charAt(0)) + text.substring(1).replaceFirst("\\.$", "");
  }
}
