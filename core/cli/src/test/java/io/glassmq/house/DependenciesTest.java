package io.glassmq.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.classroom.source.Checkout;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What we build on: each thing once, in the parent pom, with its reason. */
class DependenciesTest {
  private static final Pattern DEPENDENCY =
      Pattern.compile("<dependency>.*?</dependency>", Pattern.DOTALL);
  private static final Pattern VERSION = Pattern.compile("<version>(.*?)</version>");

  private final String parent = House.CHECKOUT.read("pom.xml");

  private static List<String> dependencies(String pom) {
    return DEPENDENCY.matcher(pom).results().map(MatchResult::group).toList();
  }

  @Test
  void shouldEachHaveAReasonAboveItsVersion() {
    List<String> lines = parent.lines().map(String::strip).toList();
    List<String> properties =
        poms()
            .map(Checkout::read)
            .flatMap(pom -> dependencies(pom).stream())
            .flatMap(dependency -> VERSION.matcher(dependency).results())
            .map(version -> version.group(1))
            .filter(version -> !version.equals("${project.version}"))
            .map(version -> version.replaceAll("[${}]", ""))
            .distinct()
            .toList();

    assertThat(properties).hasSizeGreaterThan(8);
    for (String property : properties) {
      int at =
          lines.indexOf(
              lines.stream()
                  .filter(line -> line.startsWith("<" + property + ">"))
                  .findFirst()
                  .orElseThrow(() -> new AssertionError("no property " + property)));
      assertThat(lines.get(at - 1)).as("the line above %s", property).endsWith("-->");
    }
  }

  @Test
  void shouldHaveTheirVersionsInTheParentOnly() {
    List<String> written =
        poms()
            .map(Checkout::read)
            .flatMap(pom -> dependencies(pom).stream())
            .filter(dependency -> dependency.matches("(?s).*<version>[^$].*"))
            .toList();

    assertThat(written).isEmpty();
  }

  /** Not the lists of official jars: each stands for one release, and has no parent. */
  private static Stream<Path> poms() {
    return House.texts().stream()
        .filter(file -> file.endsWith("pom.xml"))
        .filter(file -> !House.name(file).contains("/official-"));
  }
}
