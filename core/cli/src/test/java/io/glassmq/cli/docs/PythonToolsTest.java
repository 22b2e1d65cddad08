package io.glassmq.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The tools of the site, made with a Python that only notes what it is asked. */
@DisabledOnOs(OS.WINDOWS)
class PythonToolsTest {
  @TempDir private Path folder;
  private final List<String> log = new ArrayList<>();
  private FakePython python;
  private PythonTools tools;

  @BeforeEach
  void makeTools() throws Exception {
    python = FakePython.in(folder);
    tools = new PythonTools(folder, List.of("no-such-python", "" + python.file()), log::add);
  }

  @Nested
  class Prepare {
    @Test
    void shouldMakeAnEnvironmentAndSaySo() throws Exception {
      tools.prepare();

      assertThat(python.calls())
          .containsSubsequence(
              "-m venv --clear " + folder.resolve("target/venv"),
              "-m pip install -q --disable-pip-version-check -r "
                  + folder.resolve("requirements.txt"));
      assertThat(log).first().asString().startsWith("making a virtual environment in " + folder);
      assertThat(log).hasSize(2);
    }

    @Test
    void shouldKeepAnEnvironmentThatHasTheVersionsWanted() throws Exception {
      tools.prepare();
      int calls = python.calls().size();

      tools.prepare();

      assertThat(python.calls()).hasSize(calls);
    }

    @Test
    void shouldMakeItAgainForOtherVersions() throws Exception {
      tools.prepare();
      int calls = python.calls().size();
      python.has("requirements.txt", "mkdocs==1.6.2");

      tools.prepare();

      assertThat(python.calls()).hasSize(2 * calls);
    }

    @Test
    void shouldMakeItAgainWhenItWasLeftHalfMade() throws Exception {
      python.has("pip-says", "killed");
      assertThatThrownBy(() -> tools.prepare()).isInstanceOf(DocsTrouble.class);
      Files.delete(folder.resolve("pip-says"));
      int calls = python.calls().size();

      tools.prepare();

      assertThat(python.calls()).hasSize(2 * calls);
    }

    @Test
    void shouldSayThatThereIsNoPython() {
      var without = new PythonTools(folder, List.of("no-such-python", "nor-this"), log::add);

      assertThatThrownBy(without::prepare)
          .isInstanceOf(DocsTrouble.class)
          .hasMessageStartingWith("no no-such-python found. Install Python 3.9 or newer");
    }

    @Test
    void shouldRefuseAnOldPython() throws Exception {
      for (String old : List.of("2.7", "3.8")) {
        python.has("version", old);

        assertThatThrownBy(() -> tools.prepare())
            .isInstanceOf(DocsTrouble.class)
            .hasMessage(python.file() + " has version " + old + ". Install Python 3.9 or newer");
      }
    }

    @Test
    void shouldNameThePackageOfAMissingModule() throws Exception {
      python.has("no-venv", "");

      assertThatThrownBy(() -> tools.prepare())
          .isInstanceOf(DocsTrouble.class)
          .hasMessageContaining("has no module venv", "apt install python3-venv");
    }

    @Test
    void shouldShowTheLastLinesOfPip() throws Exception {
      List<String> said = IntStream.rangeClosed(1, 20).mapToObj(i -> "line " + i).toList();
      python.has("pip-says", String.join("\n", said));

      assertThatThrownBy(() -> tools.prepare())
          .isInstanceOf(DocsTrouble.class)
          .hasMessageStartingWith("pip could not install what requirements.txt names");
      assertThat(log).endsWith("line 19", "line 20").contains("line 11").doesNotContain("line 10");
    }
  }

  @Nested
  class Build {
    @Test
    void shouldBuildStrictly() throws Exception {
      tools.prepare();

      tools.build();

      assertThat(python.calls()).endsWith("-m mkdocs build --strict");
      assertThat(folder.resolve("target/docs")).isDirectory();
    }

    @Test
    void shouldShowWarningsAndTheLinesThatBelongToThem() throws Exception {
      tools.prepare();
      log.clear();
      python.has("mkdocs-says", "INFO    -  Cleaning\nWARNING -  not in the nav:\n  - lost.md\n");

      assertThatThrownBy(() -> tools.build())
          .isInstanceOf(DocsTrouble.class)
          .hasMessage("MkDocs could not build the site; its warnings are above");
      assertThat(log).containsExactly("WARNING -  not in the nav:", "  - lost.md");
    }
  }
}
