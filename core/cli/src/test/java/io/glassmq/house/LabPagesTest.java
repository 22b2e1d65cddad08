package io.glassmq.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The form that all labs share, and the words that chapters and labs use. */
class LabPagesTest {
  private static final List<String> HEADINGS =
      List.of(
          "## The contract",
          "## The steps",
          "## Expected red",
          "## How to run it",
          "## What to watch in the debugger",
          "## Hints",
          "## Break it",
          "## More to try");

  static List<Path> labs() {
    return pages("labs");
  }

  private static List<Path> pages(String top) {
    return House.CHECKOUT.folders(top).stream()
        .filter(folder -> folder.getFileName().toString().matches("\\d\\d-.*"))
        .map(folder -> folder.resolve("README.md"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("labs")
  void shouldTellWhatEveryLabTells(Path lab) throws IOException {
    String page = Files.readString(lab);

    assertThat(page).contains("**Goal:**", "**Time:**");
    assertThat(page.lines().filter(line -> line.startsWith("## ")).toList()).isEqualTo(HEADINGS);
  }

  @Test
  void shouldUseEveryWordOfTheGlossary() throws IOException {
    var text = new StringBuilder();
    for (Path page : Stream.concat(pages("chapters").stream(), labs().stream()).toList()) {
      text.append(Files.readString(page).toLowerCase(Locale.ROOT).replaceAll("\\s+", " "));
    }
    List<String> terms =
        House.CHECKOUT
            .read("chapters/glossary.md")
            .lines()
            .filter(line -> line.matches("\\| [\\w -]+ \\|.*") && !line.startsWith("| English"))
            .map(line -> line.split("\\|")[1].strip().toLowerCase(Locale.ROOT))
            .toList();

    assertThat(terms).hasSizeGreaterThan(50);
    assertThat(terms).filteredOn(term -> text.indexOf(term) < 0).isEmpty();
  }
}
