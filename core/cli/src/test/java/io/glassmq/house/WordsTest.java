package io.glassmq.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.classroom.source.Checkout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Words that stand nowhere. They are put together here from pieces, or this file would hold them.
 */
class WordsTest {
  /** Files that may sleep, each with the reason. */
  private static final Map<String, String> MAY_SLEEP =
      Map.of(
          "core/boot/src/main/java/io/glassmq/boot/demo/DemoProducer.java",
          "a program for people who watch: one message a second");

  private static String word(String... pieces) {
    return String.join("", pieces);
  }

  private static String host(String... labels) {
    return String.join(".", labels);
  }

  /** File and line of every place in {@code files} that has one of the {@code patterns}. */
  private static List<String> places(List<Path> files, Predicate<Path> which, String... patterns) {
    Pattern any = Pattern.compile(String.join("|", patterns));
    List<String> places = new ArrayList<>();
    for (Path file : files) {
      if (!which.test(file) || !any.matcher(Checkout.read(file)).find()) {
        continue;
      }
      List<String> lines = Checkout.read(file).lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        if (any.matcher(lines.get(i)).find()) {
          places.add(House.name(file) + ":" + (i + 1) + " " + lines.get(i).strip());
        }
      }
    }
    return places;
  }

  @Test
  void shouldNotSleep() {
    String sleep =
        "\\b(Thread|TimeUnit\\.\\w+|SECONDS|MILLISECONDS)\\." + word("sl", "eep") + "\\(";

    assertThat(places(House.sources(), file -> !MAY_SLEEP.containsKey(House.name(file)), sleep))
        .isEmpty();
  }

  @Test
  void shouldLeaveNothingForLater() {
    String later =
        "\\b(" + word("TO", "DO") + "|" + word("FIX", "ME") + "|" + word("XX", "X") + ")\\b";

    assertThat(places(House.texts(), file -> House.name(file).startsWith("core/"), later))
        .isEmpty();
  }

  @Test
  void shouldNameNoPackageRegistry() {
    String[] registries =
        Stream.of(
                host("repo1", "maven", "org"),
                host("repo", "maven", "apache", "org"),
                host("central", "sonatype"),
                host("oss", "sonatype", "org"),
                host("maven", "aliyun", "com"),
                host("plugins", "gradle", "org"),
                host("jitpack", "io"),
                host("registry", "npmjs", "org"),
                host("registry", "yarnpkg", "com"),
                host("pypi", "org"),
                host("pythonhosted", "org"),
                host("crates", "io"),
                host("rubygems", "org"),
                host("proxy", "golang", "org"),
                host("docker", "io"),
                host("ghcr", "io"),
                host("quay", "io"))
            .map(Pattern::quote)
            .toArray(String[]::new);

    assertThat(places(House.texts(), file -> true, registries)).isEmpty();
  }

  @Test
  void shouldNameNoFolderOfAMachine() {
    String[] folders =
        Stream.of("work", "tmp", "root", "home", "Users")
            .map(folder -> "(?<![\\w.~}/-])/" + folder + "/[\\w.]")
            .toArray(String[]::new);

    assertThat(places(House.texts(), file -> true, folders)).isEmpty();
    assertThat(places(House.texts(), file -> true, Pattern.quote(word("..", "/sha", "red"))))
        .isEmpty();
  }
}
