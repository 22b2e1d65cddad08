package io.glassmq.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glassmq.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code mq lab} says and does, on a checkout with one small lab. */
class LabCommandTest {
  private static final String ROOT = "glassmq.root";
  private static final String SUBTRACTS = TinyCheckout.ANSWER.replace("a + b", "a - b");

  @TempDir private Path folder;
  private TinyCheckout checkout;

  @BeforeEach
  void makeCheckout() throws IOException {
    checkout = TinyCheckout.in(folder);
    System.setProperty(ROOT, folder.toString());
  }

  @AfterEach
  void forgetCheckout() {
    System.clearProperty(ROOT);
  }

  @Nested
  class OneLab {
    @Test
    void shouldSayThatAllRedOfASkeletonIsExpected() {
      Run run = Run.mq("lab", "9");

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err()).isEmpty();
      assertThat(run.out())
          .startsWith("Lab 09  The adder   labs/09-adder, 5 minutes")
          .contains("Expected red: 3 of 3, all yours to write (")
          .contains("Next to write, step 1: " + learnersFile() + ":9", "Return the sum.")
          .contains("Read first: labs/09-adder/README.md", "./mq lab 9 --watch")
          .doesNotContain("In a real broker", "\033");
    }

    @Test
    void shouldPutAFileRightThatIsNotUtf8() throws IOException {
      Files.write(checkout.learnersFile(), new byte[] {'/', '/', (byte) 0xe9});

      Run run = Run.mq("lab", "9", "--reset");

      assertThat(run.exitCode()).isZero();
      assertThat(checkout.learnersText()).isEqualTo(TinyCheckout.SKELETON);
      assertThat(checkout.backup(1)).hasBinaryContent(new byte[] {'/', '/', (byte) 0xe9});
    }

    @Test
    void shouldExplainTheFirstFailure() throws IOException {
      checkout.learnerWrites(SUBTRACTS);

      Run run = Run.mq("lab", "09");

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.out())
          .contains("1 of 2   1 failed")
          .contains("Of 3 tests: 2 green; 1 red because of what is written (")
          .contains("Step 1, Add two numbers:\n  should add two\n", "[sum of 1 and 2]")
          .containsSubsequence("expected: 3", "but was: -1")
          .contains("In a real broker: bills would be wrong.")
          .contains("Hint 2 of step 1 helps: ./mq lab 9 --step 1 --hint");
    }

    @Test
    void shouldShowTheLastLinesOfMany() throws IOException {
      String loud =
          "for (int i = 1; i <= 15; i++) System.out.println(\"line \" + i); return a - b;";
      checkout.learnerWrites(SUBTRACTS.replace("return a - b;", loud));

      Run run = Run.mq("lab", "9");

      assertThat(run.out())
          .contains("The last 10 lines that your code printed:\n    line 6\n", "    line 15\n")
          .doesNotContain("line 5\n");
    }

    @Test
    void shouldSayThatAStepCameToAHoleOfALaterOne() throws IOException {
      checkout.learnerWrites(
          TinyCheckout.SKELETON.replace(
              "throw new LabTodo(\"lab09\", \"sum\", \"Return the sum.\");",
              "return fits(a + b) ? a + b : 0;"));

      assertThat(Run.mq("lab", "9").out())
          .contains("Step 1 came to the hole limit of step 2, but needs nothing of it.");
    }

    @Test
    void shouldPutWhatIsRedBeforeTheNextHole() throws IOException {
      checkout.learnerWrites(
          TinyCheckout.SKELETON.replace(
              "throw new LabTodo(\"lab09\", \"sum\", \"Return the sum.\");", "return a - b;"));

      assertThat(Run.mq("lab", "9").out())
          .contains("When that is green, step 2: " + learnersFile() + ":14")
          .doesNotContain("Next to write");
    }

    @Test
    void shouldNameTheLineOfTheLearnerThatThrew() throws IOException {
      checkout.learnerWrites(TinyCheckout.ANSWER.replace("a + b", "a / (b - b)"));

      assertThat(Run.mq("lab", "9").out())
          .contains("/ by zero", "at " + learnersFile() + ":6", "return a / (b - b);");
    }

    @Test
    void shouldShowCompileErrorsWithTheirLines() throws IOException {
      checkout.learnerWrites(TinyCheckout.ANSWER.replace("a + b;", "a + ;"));

      Run run = Run.mq("lab", "9");

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.out())
          .contains(learnersFile() + ":6", "illegal start of expression", "return a + ;")
          .contains("1 compile error, so no test ran.");
    }

    @Test
    void shouldRunOneStepOnly() throws IOException {
      checkout.learnerWrites(SUBTRACTS);

      Run run = Run.mq("lab", "09-adder", "--step", "2");

      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).contains("The test is green").doesNotContain("Add two numbers");
    }

    @Test
    void shouldBeGreenOnTheAnswer() throws IOException {
      checkout.learnerWrites(TinyCheckout.ANSWER);

      Run run = Run.mq("lab", "9");

      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).contains("All 3 tests are green").contains("./mq lab 9 --diff");
    }
  }

  @Nested
  class BoardOfLabs {
    @Test
    void shouldRunOnlyWhatHasBeenBegun() {
      Run run = Run.mq("lab");

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.out())
          .contains("09  The adder", "not begun, 5 minutes", "Go on with: ./mq lab 9");
    }

    @Test
    void shouldSayWhichStepIsNext() throws IOException {
      checkout.learnerWrites(SUBTRACTS);

      assertThat(Run.mq("lab").out()).contains("1 of 2 steps, next: Add two numbers");
    }

    @Test
    void shouldShowABrokenLabBesideTheOthers() throws IOException {
      checkout.write("labs/08-broken/lab.yaml", "lab: eight\n");
      checkout.learnerWrites(TinyCheckout.ANSWER);

      Run run = Run.mq("lab");

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.out()).contains("08  cannot be run: ", "lab.yaml:1", "done");
    }
  }

  @Nested
  class Hint {
    @Test
    void shouldGrowEachTime() throws IOException {
      checkout.learnerWrites(SUBTRACTS);

      assertThat(Run.mq("lab", "9", "--hint").out())
          .contains("Lab 09, step 1: Add two numbers   hint 1 of 3", "Think of a sign.")
          .contains("A stronger one: ./mq lab 9 --step 1 --hint");
      assertThat(Run.mq("lab", "9", "--step", "1", "--hint").out()).contains("It is a plus.");
      assertThat(Run.mq("lab", "9", "--step", "1", "--hint").out())
          .contains("return a + b;", "This was the strongest");
      assertThat(Run.mq("lab", "9", "--step", "1", "--hint").out()).contains("return a + b;");
      assertThat(Run.mq("lab", "9", "--step", "2", "--hint").out()).contains("Count.");
    }

    @Test
    void shouldHaveNothingToSayWhenAllIsGreen() throws IOException {
      checkout.learnerWrites(TinyCheckout.ANSWER);

      assertThat(Run.mq("lab", "9", "--hint").out()).contains("Lab 9 is done");
    }
  }

  @Nested
  class LearnersFiles {
    @Test
    void shouldCompareWithTheAnswer() throws IOException {
      checkout.learnerWrites(SUBTRACTS);

      Run run = Run.mq("lab", "9", "--diff");

      assertThat(run.exitCode()).isZero();
      assertThat(run.out())
          .contains("--- yours   " + learnersFile(), "+++ answer  solutions/09-adder/")
          .contains("-    return a - b;\n+    return a + b;\n")
          .doesNotContain("solutions.lab09");
    }

    @Test
    void shouldSolveAndResetWithABackupEachTime() throws IOException {
      checkout.learnerWrites(SUBTRACTS);

      Run solved = Run.mq("lab", "9", "--solve");

      assertThat(solved.out()).contains("wrote the answer", "labs/09-adder/backups/MyAdder.java.1");
      assertThat(checkout.learnersText()).isEqualTo(TinyCheckout.ANSWER);
      assertThat(checkout.backup(1)).hasContent(SUBTRACTS);
      assertThat(Run.mq("lab", "9", "--solve").out()).contains("was the answer already");

      Run reset = Run.mq("lab", "9", "--reset");

      assertThat(reset.out())
          .contains("wrote the skeleton", "labs/09-adder/backups/MyAdder.java.2");
      assertThat(checkout.learnersText()).isEqualTo(TinyCheckout.SKELETON);
      assertThat(checkout.backup(2)).hasContent(TinyCheckout.ANSWER);
    }

    @Test
    void shouldResetAFileThatIsGone() throws IOException {
      Files.delete(checkout.learnersFile());

      assertThat(Run.mq("lab", "9", "--diff").err()).contains("missing", "./mq lab 9 --reset");
      Run.mq("lab", "9", "--reset");

      assertThat(checkout.learnersText()).isEqualTo(TinyCheckout.SKELETON);
    }

    @Test
    void shouldHideTheBugOfTheManifest() throws IOException {
      Run run = Run.mq("lab", "9", "--break");

      assertThat(run.out()).contains("wrote the answer with a bug", "Break it");
      assertThat(checkout.learnersText()).isEqualTo(SUBTRACTS);
      assertThat(checkout.backup(1)).hasContent(TinyCheckout.SKELETON);
    }
  }

  @Nested
  class Json {
    @Test
    void shouldTellEachTest() throws IOException {
      checkout.learnerWrites(SUBTRACTS);

      Run run = Run.mq("lab", "9", "--json");

      JsonNode lab = new ObjectMapper().readTree(run.out()).at("/labs/0");
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(lab.path("lab").asText()).isEqualTo("09-adder");
      assertThat(lab.path("state").asText()).isEqualTo("red");
      assertThat(lab.path("tests").asInt()).isEqualTo(3);
      assertThat(lab.path("passed").asInt()).isEqualTo(2);
      assertThat(lab.at("/steps/0/state").asText()).isEqualTo("red");
      assertThat(lab.at("/steps/0/tests"))
          .filteredOn(test -> test.path("state").asText().equals("failed"))
          .singleElement()
          .satisfies(
              test -> {
                assertThat(test.path("name").asText()).isEqualTo("should add two");
                assertThat(test.path("meaning").asText()).isEqualTo("bills would be wrong.");
                assertThat(test.path("hint").asInt()).isEqualTo(2);
              });
    }

    @Test
    void shouldTellOfAllLabs() throws IOException {
      checkout.write("labs/08-broken/lab.yaml", "");

      Run run = Run.mq("lab", "--json");

      assertThat(new ObjectMapper().readTree(run.out()).path("labs"))
          .extracting(lab -> lab.path("state").asText())
          .containsExactly("broken", "not-begun");
    }
  }

  @Nested
  class Errors {
    @Test
    void shouldNameTheLabsThatThereAre() {
      assertRefused("There is no lab 5. There are: 09-adder", "lab", "5");
      assertRefused("Lab 9 has no step 7: it has steps 1 to 2", "lab", "9", "--step", "7");
    }

    @Test
    void shouldNameTheManifestThatIsBrokenOrMissing() throws IOException {
      checkout.write("labs/08-broken/lab.yaml", "lab: eight\n");
      checkout.write("labs/07-empty/README.md", "");

      assertRefused("lab.yaml:1", "lab", "8");
      assertRefused("labs/07-empty/lab.yaml is missing", "lab", "7");
    }

    @Test
    void shouldSayThatNoCheckoutIsThere() throws IOException {
      System.setProperty(ROOT, Files.createDirectories(folder.resolve("../elsewhere")).toString());

      assertRefused("not within a checkout of GlassMQ", "lab", "1");
    }

    private void assertRefused(String why, String... args) {
      Run run = Run.mq(args);

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).startsWith("error: ").hasLineCount(1).contains(why);
    }
  }

  private static String learnersFile() {
    return "labs/09-adder/src/main/java/io/glassmq/labs/lab09/MyAdder.java";
  }
}
