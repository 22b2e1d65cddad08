package io.glassmq.classroom.tour;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.classroom.source.Checkout;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tours as files for CodeTour. */
class CodeToursTest {
  @TempDir private Path folder;

  private static int line(String pattern, String text) {
    Matcher found = Pattern.compile(pattern, Pattern.MULTILINE).matcher(text);
    assertThat(found.find()).isTrue();
    return (int) text.substring(0, found.start()).lines().count() + 1;
  }

  @Test
  void shouldSayWhereAndWhatForEachStop() throws Exception {
    Checkout checkout = Fixture.checkout(folder);
    Tour tour =
        Fixture.tour(
            "{in: FixtureDemo, method: warn, thread: main, values: {parcel.weight: 40}, says:"
                + " So.}");

    Map<String, String> files = CodeTours.files(List.of(tour), checkout);

    assertThat(files).containsOnlyKeys(".tours/07-a.tour");
    assertThat(files.get(".tours/07-a.tour"))
        .startsWith("{\n  \"$schema\" : \"https://aka.ms/codetour-schema\",\n")
        .contains("\"title\" : \"FixtureDemo.warn\"")
        .contains(
            "\"file\" : \"chapters/src/main/java/io/glassmq/classroom/tour/FixtureDemo.java\"")
        .contains("\"description\" : \"So.\\n\\nThread `main`.\\n\\n`parcel.weight` is `40`\"")
        .doesNotContain("\"line\"");
  }

  @Test
  void shouldMakeAPatternThatFitsNothingAboveTheStop() {
    String text = "a {\n  go(1.0);\n  stay();\n}\nb {\n  go(1.0);\n  leave();\n}\n";

    for (int line : new int[] {2, 6}) {
      var place = new Place("A", "a", "A.java", line, "go(1.0);");

      assertThat(line(CodeTours.pattern(place, text), text)).isEqualTo(line);
    }
    assertThat(CodeTours.pattern(new Place("A", "a", "A.java", 3, "stay();"), text))
        .isEqualTo("^[ \\t]*stay\\(\\);");
  }
}
