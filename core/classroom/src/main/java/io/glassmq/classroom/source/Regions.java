package io.glassmq.classroom.source;

import io.glassmq.classroom.Mistake;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All marked regions of the taught sources. Read once; it does not follow changes on disk. */
public final class Regions {
  private final Map<RegionId, Region> byId;

  private Regions(Map<RegionId, Region> byId) {
    this.byId = byId;
  }

  /**
   * @throws Mistake if a mark is not as it should be, or two regions of a lesson have one name
   */
  public static Regions of(Checkout checkout) {
    Map<String, Region> byName = new TreeMap<>();
    Map<RegionId, Region> byId = new TreeMap<>();
    for (Path file : checkout.taughtSources()) {
      for (Region region : in(checkout.name(file), Checkout.read(file))) {
        Region other = byName.put(region.id().lesson() + " " + region.id().name(), region);
        if (other != null) {
          throw new Mistake(
              region.where(),
              "region " + region.id() + " has the name of the one at " + other.where(),
              "Give it a name of its own");
        }
        byId.put(region.id(), region);
      }
    }
    return new Regions(byId);
  }

  /** The regions of one file's text, in order. */
  public static List<Region> in(String file, String text) {
    return new RegionReader(file, text).regions();
  }

  /** The text of a file without the lines that mark regions. */
  public static String withoutMarks(String text) {
    return text.lines()
        .filter(line -> !RegionReader.isMark(line))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  public Collection<Region> all() {
    return byId.values();
  }

  /** The regions of {@code lab04} or {@code ch04}, by step and name. */
  public List<Region> of(String lesson) {
    return all().stream().filter(region -> region.id().lesson().equals(lesson)).toList();
  }

  /**
   * The region that {@code name} names in full, as in {@code lab04.2 append-record}.
   *
   * @param where the name is written, for the message
   * @throws Mistake if there is none
   */
  public Region get(String name, String where) {
    return RegionId.of(name)
        .map(byId::get)
        .orElseThrow(
            () -> new Mistake(where, "no source has a region " + name.strip(), advice(name)));
  }

  private String advice(String name) {
    String last = name.strip().substring(name.strip().lastIndexOf(' ') + 1);
    String lesson = name.strip().replaceAll("[. ].*", "");
    List<String> same = names(region -> region.id().name().equals(last));
    List<String> near = names(region -> region.id().lesson().equals(lesson));
    if (!same.isEmpty()) {
      return "Write " + String.join(" or ", same);
    }
    return near.isEmpty()
        ? "Mark it: // region " + name.strip() + " ... // endregion"
        : "There are: " + String.join(", ", near);
  }

  private List<String> names(Function<Region, Boolean> which) {
    Stream<Region> regions = all().stream().filter(which::apply);
    return regions.map(region -> region.id().toString()).toList();
  }
}
