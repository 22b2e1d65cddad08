package io.glassmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demos that a reader sees, and programs that use all of a client's interface, compile against
 * the official client when only their imports change. (The other way round the driver of the
 * official client is compiled against ours; see {@link GlassClient}.)
 */
class SameSourceTest {
  private static final Path DEMOS = Path.of("../boot/src/main/java/io/glassmq/boot/demo");
  private static final Path PROGRAMS = Path.of("src/test/java/io/glassmq/interop/api");

  @TestFactory
  Stream<DynamicTest> shouldCompileAgainstTheOfficialClient(@TempDir Path target)
      throws IOException {
    List<Path> sources = sources();
    assertThat(sources).hasSizeGreaterThan(1);
    return sources.stream()
        .map(
            source ->
                DynamicTest.dynamicTest(
                    source.getFileName().toString(),
                    () -> {
                      var translated = TranslatedSource.toOfficial(source);

                      String said = translated.compile(OfficialJars.v5().classPath(), target);

                      assertThat(said).isEmpty();
                    }));
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> demos = Files.list(DEMOS);
        Stream<Path> programs = Files.list(PROGRAMS)) {
      return Stream.concat(
              demos.filter(file -> file.getFileName().toString().startsWith("Demo")),
              programs.filter(file -> file.getFileName().toString().endsWith("Program.java")))
          .toList();
    }
  }
}
