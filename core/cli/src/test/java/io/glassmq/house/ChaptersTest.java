package io.glassmq.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.chapters.ChapterBytes;
import io.glassmq.classroom.page.BytePicture;
import io.glassmq.classroom.source.Checkout;
import io.glassmq.classroom.tour.Tour;
import io.glassmq.classroom.tour.Tours;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages for learners: all chapters in one shape, and no way that leads nowhere. */
class ChaptersTest {
  private static final List<String> HEADINGS =
      List.of(
          "The questions",
          "Time and needs",
          "The picture",
          "The rules",
          "Predict",
          "The tour",
          "The bytes",
          "The walk",
          "In real life",
          "In the official source",
          "The lab",
          "Recap");
  private static final int FEWEST_WORDS = 1_500;
  private static final int MOST_WORDS = 3_000;

  private static final Pattern HEADING = Pattern.compile("(?m)^## (.*)$");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(?:#[^)]*)?\\)");
  private static final Pattern FENCE = Pattern.compile("(?ms)^ *```.*?^ *```");

  /** What the generator or a demo wrote. */
  private static final Pattern BLOCK = Pattern.compile("(?s)<!-- [a-z]+: [^>]*-->.*?<!-- end -->");

  private final Checkout checkout = House.CHECKOUT;

  static Stream<String> chapters() {
    return House.CHECKOUT.folders("chapters").stream()
        .filter(folder -> folder.getFileName().toString().matches("\\d\\d-.*"))
        .map(folder -> House.name(folder) + "/README.md");
  }

  @ParameterizedTest
  @MethodSource("chapters")
  void shouldHaveTheSameHeadingsInTheSameOrder(String page) {
    assertThat(HEADING.matcher(checkout.read(page)).results().map(it -> it.group(1)).toList())
        .isEqualTo(HEADINGS);
  }

  @ParameterizedTest
  @MethodSource("chapters")
  void shouldBeAsLongAsOneSitting(String page) {
    String prose = FENCE.matcher(BLOCK.matcher(checkout.read(page)).replaceAll("")).replaceAll("");

    assertThat(prose.split("\\s+").length)
        .as("words of %s without blocks and code", page)
        .isBetween(FEWEST_WORDS, MOST_WORDS);
  }

  @Test
  void shouldShowEveryTourOnThePageOfItsChapter() {
    assertThat(Tours.of(checkout).all())
        .isNotEmpty()
        .allSatisfy(
            tour ->
                assertThat(checkout.read(page(tour)))
                    .as("the page of tour %s", tour.id())
                    .contains("<!-- tour: " + tour.id() + " -->"));
  }

  private static String page(Tour tour) {
    return "chapters/" + tour.chapter() + "/README.md";
  }

  @Test
  void shouldShowEveryBytePicture() {
    List<String> shown =
        checkout.pages().stream()
            .map(Checkout::read)
            .flatMap(text -> Pattern.compile("<!-- bytes: (\\S+) -->").matcher(text).results())
            .map(it -> it.group(1))
            .toList();

    assertThat(ChapterBytes.all()).extracting(BytePicture::name).isSubsetOf(shown);
  }

  @Test
  void shouldLeadToFilesThatExist() {
    List<String> nowhere = new ArrayList<>();
    List<Path> pages = House.texts().stream().filter(it -> it.toString().endsWith(".md")).toList();
    for (Path page : pages) {
      String text = FENCE.matcher(Checkout.read(page)).replaceAll("");
      for (MatchResult link : LINK.matcher(text).results().toList()) {
        boolean local = URI.create(link.group(1)).getScheme() == null;
        if (local && !Files.exists(page.resolveSibling(link.group(1)))) {
          nowhere.add(House.name(page) + ": " + link.group(1));
        }
      }
    }

    assertThat(nowhere).isEmpty();
  }
}
