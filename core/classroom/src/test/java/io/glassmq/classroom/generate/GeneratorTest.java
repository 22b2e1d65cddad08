package io.glassmq.classroom.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glassmq.classroom.Mistake;
import io.glassmq.classroom.lab.Lab;
import io.glassmq.classroom.lab.Labs;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratorTest {
  private static final String BODY =
      """
        private static final String NAME = "Adder";
        // region lab01.1 parts
        private Map<String, AppendPath> seen;

        /** Takes a number. */
        private static int half(int number) {
          return number / 2;
        }
        // endregion

        static Adder create(AppendPath first) {
          return new Adder();
        }

        int add(List<Integer> numbers) {
          int sum = 0;
          // region lab01.1 add
          for (int number : numbers) {
            sum += half(number) * 2;
          }
          return sum; // not only the last
          // endregion
        }
      """;

  @TempDir private Path root;
  private LabDesk desk;

  @BeforeEach
  void makeLab() {
    desk = new LabDesk(root);
    desk.reference(BODY);
  }

  private Lab lab() {
    return Labs.of(root).get(0);
  }

  @Nested
  class Skeleton {
    @Test
    void shouldAskForWhatIsInTheHolesAndKeepTheRest() {
      assertThat(desk.text("labs/lab01/MyAdder.java"))
          .isEqualTo(
              """
              package io.glassmq.labs.lab01;

              import io.glassmq.labs.LabTodo;
              import io.glassmq.store.AppendPath;
              import java.util.List;

              /** An {@link MyAdder} in a comment. */
              final class MyAdder {
                private static final String NAME = "Adder";

                static MyAdder create(AppendPath first) {
                  return new MyAdder();
                }

                int add(List<Integer> numbers) {
                  int sum = 0;
                  // Step 1: Add two numbers.
                  throw new LabTodo(
                      "lab01",
                      "add",
                      "Say \\"sum\\", not what was said before by whoever wrote it in the same " + "place.");
                }
              }
              """);
    }

    @Test
    void shouldHaveTheJavadocOfTheManifest() {
      desk.manifest("");
      String manifest = desk.checkout().read("labs/01-adder/lab.yaml");
      desk.write(
          "labs/01-adder/lab.yaml",
          manifest.replace("as: MyAdder\n", "as: MyAdder\n    javadoc: Yours.\n"));

      assertThat(desk.text("labs/lab01/MyAdder.java"))
          .contains("/** Yours. */\nfinal class MyAdder {")
          .doesNotContain("in a comment");
    }
  }

  @Nested
  class Answer {
    @Test
    void shouldBeTheReferenceWithoutMarks() {
      assertThat(desk.text("solutions/lab01/MyAdder.java"))
          .contains("package io.glassmq.solutions.lab01;", "import java.util.Map;")
          .contains("private static int half(int number)", "return sum; // not only the last")
          .doesNotContain("region", "LabTodo");
    }

    @Test
    void shouldTakeOverWhatElseTheLabHas() {
      desk.write(
          "labs/01-adder/src/test/java/io/glassmq/labs/lab01/MyAdderTest.java",
          "package io.glassmq.labs.lab01;\n\nclass MyAdderTest {}\n");

      assertThat(desk.generator().files(""))
          .filteredOn(file -> file.name().startsWith("solutions/01-adder/src/test/"))
          .singleElement()
          .satisfies(
              file -> {
                assertThat(file.name()).endsWith("io/glassmq/solutions/lab01/MyAdderTest.java");
                assertThat(file.text()).startsWith("package io.glassmq.solutions.lab01;");
              });
    }

    @Test
    void shouldDifferFromNothingOnceWritten() {
      List<GeneratedFile> files = desk.generator().files("01");
      assertThat(desk.generator().differing(files)).hasSize(2);

      files.forEach(desk.generator()::write);

      assertThat(desk.generator().differing(desk.generator().files("01"))).isEmpty();
    }

    @Test
    void shouldBeRunByConfigurationsInTheFolderOfItsChapter() {
      List<GeneratedFile> configs =
          desk.generator().files("").stream()
              .filter(file -> file.name().endsWith(".run.xml"))
              .toList();

      assertThat(configs)
          .extracting(GeneratedFile::name)
          .containsExactly(
              "IDEA-run-configs/classroom/01-tests-of-lab-01.run.xml",
              "IDEA-run-configs/classroom/01-broker-of-lab-01.run.xml",
              "IDEA-run-configs/classroom/01-tests-of-solution-01.run.xml",
              "IDEA-run-configs/classroom/01-broker-of-solution-01.run.xml");
      assertThat(configs)
          .allSatisfy(file -> assertThat(file.text()).contains("folderName=\"Chapter 01\""));
    }
  }

  @Nested
  class Wrong {
    private static final String FORM =
        """
        wrong:
          - {name: a, step: 1, says: x, file: MyAdder, %s}
        """;

    @Test
    void shouldHaveOtherCodeInOneRegion() {
      desk.manifest(FORM.formatted("region: add, instead: return 7;"));

      assertThat(desk.generator().wrong(lab(), lab().wrong().get(0)).text())
          .contains("package io.glassmq.labs.lab01;", "return 7;", "int half(")
          .doesNotContain("not only the last");
    }

    @Test
    void shouldHaveOneTextReplaced() {
      desk.manifest(FORM.formatted("replace: number / 2, by: number / 3"));

      assertThat(desk.generator().wrong(lab(), lab().wrong().get(0)).text())
          .contains("number / 3", "not only the last");
    }

    @Test
    void shouldRefuseATextThatStandsTwice() {
      desk.manifest(FORM.formatted("replace: number, by: it"));

      assertThatThrownBy(() -> desk.generator().wrong(lab(), lab().wrong().get(0)))
          .hasMessageContaining("wrong answer a replaces \"number\", which stands more than once");
    }

    @Test
    void shouldNameTheRegionsThatThereAre() {
      desk.manifest(FORM.formatted("region: sum, instead: return 7;"));

      assertThatThrownBy(() -> desk.generator().wrong(lab(), lab().wrong().get(0)))
          .hasMessageEndingWith("Adder.java has no region sum. Choose one of [parts, add].");
    }
  }

  @Nested
  class OnDisk {
    @Test
    void shouldNameWhatNothingIsMadeOfAnyMore() {
      desk.write("solutions/01-adder/src/main/java/Old.java", "class Old {}");
      desk.write("solutions/01-adder/README.md", "by hand");
      desk.write("chapters/01-adder/bytes-old.svg", "<svg/>");

      assertThat(desk.generator().leftovers(desk.generator().files(""), ""))
          .containsExactly(
              "chapters/01-adder/bytes-old.svg", "solutions/01-adder/src/main/java/Old.java");
    }

    @Test
    void shouldKeepWhatALearnerWrote() {
      GeneratedFile skeleton = desk.generator().skeletons(lab()).get(0);
      desk.write(skeleton.name(), "mine");

      assertThat(desk.generator().keep(skeleton))
          .hasValue("labs/01-adder/target/before-generate/MyAdder.java")
          .hasValueSatisfying(kept -> assertThat(desk.checkout().read(kept)).isEqualTo("mine"));
    }

    @Test
    void shouldNameTheMarksThatNothingUses() {
      desk.write(
          "core/store/src/main/java/io/glassmq/store/Other.java",
          "class Other {\n// region ch01 shown\n// endregion\n// region ch01 lost\n// endregion\n}");
      desk.write("chapters/01-adder/README.md", "<!-- excerpt: ch01 shown -->\n<!-- end -->\n");

      assertThat(desk.generator().unusedRegions())
          .containsExactly("core/store/src/main/java/io/glassmq/store/Other.java:4 ch01 lost");
    }
  }

  @Nested
  class Mistakes {
    private void assertMistake(String... pieces) {
      assertThatThrownBy(() -> desk.generator().check(desk.generator().files("")))
          .isInstanceOf(Mistake.class)
          .hasMessageContainingAll(pieces);
    }

    @Test
    void shouldSayWhichValueTheMethodHasToReturn() {
      desk.reference(
          """
            int add(int a) {
              // region lab01.1 add
              int sum = a;
              // endregion
              sum++;
              return sum;
            }
          """);

      assertMistake(
          "Adder.java:9: region lab01.1 add ends before the end of method add",
          "line 12, \"sum++;\" (in the end the method has to return a int in line 13)",
          "Set // endregion below line 13");
    }

    @Test
    void shouldRefuseARegionInsideAStatement() {
      desk.reference(
          """
            int add(int a) {
              if (a > 1) {
                // region lab01.1 add
                a++;
                // endregion
              }
              return a;
            }
          """);

      assertMistake("Adder.java:10: region lab01.1 add holds neither members of a class nor");
    }

    @Test
    void shouldRefuseARegionThatCutsAStatement() {
      desk.reference(
          """
            int add(int a) {
              // region lab01.1 add
              if (a > 1) {
                a++;
              // endregion
              }
              return a;
            }
          """);

      assertMistake("region lab01.1 add cuts through line 10, \"if (a > 1) {\"");
    }

    @Test
    void shouldRefuseAMarkBetweenAJavadocAndItsMember() {
      desk.reference(
          """
            /** Adds. */
            // region lab01.1 add
            int add(int a) {
              return a;
            }
            // endregion
          """);

      assertMistake("begins between a Javadoc and its member. Set the mark above the Javadoc");
    }

    @Test
    void shouldNameTheLineThatNeedsWhatIsTakenAway() {
      desk.reference(
          BODY.replace("private static final String NAME = \"Adder\"", "int two = half(4)"));

      assertMistake(
          "Adder.java: labs/01-adder/src/main/java/io/glassmq/labs/lab01/MyAdder.java, made of it,",
          "would not compile in line",
          "\"int two = half(4);\"",
          "put both into regions, or neither");
    }

    @Test
    void shouldNameALabThatIsNotThere() {
      desk.reference(BODY + "  // region lab02.1 other\n  int a;\n  // endregion\n");

      assertMistake("region lab02.1 other belongs to a lab that is not there");
    }

    @Test
    void shouldNameAStepThatIsNotThere() {
      desk.reference(BODY.replace("lab01.1 add", "lab01.3 add"));

      assertMistake("lab.yaml: no source has a region lab01.1 add. Write lab01.3 add");
    }

    @Test
    void shouldNameAHoleWithoutText() {
      desk.reference(
          BODY + "int more() {\n // region lab01.1 more\n return 1;\n // endregion\n}\n");

      assertMistake(
          "lab.yaml: step 1 has no text for the hole at",
          "Write todo: {more: what to write there}");
    }

    @Test
    void shouldNameAFileThatIsNotInTheLab() {
      desk.write(
          "core/store/src/main/java/io/glassmq/store/Other.java",
          "package io.glassmq.store;\nclass Other {\n// region lab01.1 x\nint a;\n// endregion\n}");

      assertMistake("Other.java:3: ", "has a region of lab01, but is not in the lab");
    }

    @Test
    void shouldNameTheFoldersThatThereAre() {
      assertThatThrownBy(() -> desk.generator().files("09"))
          .hasMessage("09: no chapter's or lab's folder begins so. Choose one of [01-adder].");
    }
  }
}
