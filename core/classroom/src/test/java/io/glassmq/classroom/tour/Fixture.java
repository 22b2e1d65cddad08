package io.glassmq.classroom.tour;

import io.glassmq.classroom.source.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A checkout in a temporary folder, with the fixture demo as its only source. */
final class Fixture {
  static final String CHAPTER = "07-fixture";
  static final String DEMO = FixtureDemo.class.getName();

  private Fixture() {}

  static Checkout checkout(Path folder) throws IOException {
    Path source = Path.of("src/test/java", DEMO.replace('.', '/') + ".java");
    Path copy = folder.resolve("chapters/src/main/java").resolve(DEMO.replace('.', '/') + ".java");
    Files.createDirectories(folder.resolve("core/common"));
    Files.createDirectories(copy.getParent());
    Files.copy(source, copy);
    return new Checkout(folder);
  }

  /** The tours of a file that goes on with {@code tours} after its head. */
  static List<Tour> tours(String tours) {
    return TourFile.read(CHAPTER, "chapter: 7\ntours:\n" + tours.indent(2));
  }

  /** A tour of the fixture demo. */
  static Tour tour(String stops) {
    return tours("- {id: a, question: Why, demo: " + DEMO + ", stops: [" + stops + "]}").get(0);
  }
}
