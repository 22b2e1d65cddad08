package io.glassmq.cli.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that looks like a checkout, with one small lab: step 1 has two tests, step 2 one. */
record TinyCheckout(Path root) {
  /** What the generator makes of {@link #reference}. */
  static final String SKELETON =
      """
      package io.glassmq.labs.lab09;

      import io.glassmq.labs.LabTodo;

      /** Adds. */
      final class MyAdder {
        public int add(int a, int b) {
          // Step 1: Add two numbers.
          throw new LabTodo("lab09", "sum", "Return the sum.");
        }

        public boolean fits(int sum) {
          // Step 2: Know the limit.
          throw new LabTodo("lab09", "limit", "Say whether it is at most 100.");
        }
      }
      """;

  static final String ANSWER =
      reference("lab09", "MyAdder").replaceAll(" +// (end)?region.*\n", "");

  private static final String MANIFEST =
      """
      lab: 9
      title: The adder
      goal: Add numbers up to a limit.
      minutes: 5
      port: io.glassmq.adder.Adder
      test: io.glassmq.labs.lab09.MyAdderTest
      files:
        - reference: core/adder/src/main/java/io/glassmq/adder/StandardAdder.java
          as: MyAdder
      steps:
        - step: 1
          name: add
          title: Add two numbers
          tests: 2
          todo: {sum: Return the sum.}
          hints: [Think of a sign., It is a plus., return a + b;]
        - step: 2
          name: limit
          title: Know the limit
          tests: 1
          todo: {limit: Say whether it is at most 100.}
          hints: [Count., Compare., return sum <= 100;]
      wrong:
        - name: subtracts
          step: 1
          says: sum of 1 and 2
          file: MyAdder
          region: sum
          instead: return a - b;
          breakit: true
      """;

  private static final String TEST =
      """
      package io.glassmq.labs.lab09;

      import static org.assertj.core.api.Assertions.assertThat;

      import io.glassmq.labs.LabContract;
      import io.glassmq.labs.Meaning;
      import io.glassmq.labs.Step;
      import org.junit.jupiter.api.Nested;
      import org.junit.jupiter.api.Test;

      @LabContract(9)
      class MyAdderTest {
        @Nested
        @Step(1)
        @Meaning(value = "bills would be wrong.", hint = 2)
        class Add {
          @Test
          void shouldAddTwo() {
            assertThat(new MyAdder().add(1, 2)).as("sum of 1 and 2").isEqualTo(3);
          }

          @Test
          void shouldAddNothing() {
            assertThat(new MyAdder().add(4, 0)).as("sum of 4 and 0").isEqualTo(4);
          }
        }

        @Nested
        @Step(2)
        @Meaning("a limit would be none.")
        class Limit {
          @Test
          void shouldEndAtOneHundred() {
            assertThat(new MyAdder().fits(101)).as("101 fits").isFalse();
          }
        }
      }
      """;

  static TinyCheckout in(Path root) throws IOException {
    var checkout = new TinyCheckout(root);
    Files.createDirectories(root.resolve("core/common"));
    checkout.write(
        "core/adder/src/main/java/io/glassmq/adder/StandardAdder.java",
        reference("adder", "StandardAdder"));
    checkout.write("labs/09-adder/lab.yaml", MANIFEST);
    checkout.write("labs/09-adder/src/test/java/io/glassmq/labs/lab09/MyAdderTest.java", TEST);
    checkout.write(
        "solutions/09-adder/src/main/java/io/glassmq/solutions/lab09/MyAdder.java",
        ANSWER.replace("glassmq.labs", "glassmq.solutions"));
    checkout.learnerWrites(SKELETON);
    return checkout;
  }

  private static String reference(String inPackage, String name) {
    return """
    package io.glassmq.%s;

    /** Adds. */
    final class %s {
      public int add(int a, int b) {
        // region lab09.1 sum
        return a + b;
        // endregion
      }

      public boolean fits(int sum) {
        // region lab09.2 limit
        return sum <= 100;
        // endregion
      }
    }
    """
        .formatted(inPackage.equals("adder") ? inPackage : "labs." + inPackage, name);
  }

  Path learnersFile() {
    return root.resolve("labs/09-adder/src/main/java/io/glassmq/labs/lab09/MyAdder.java");
  }

  void learnerWrites(String text) throws IOException {
    Files.createDirectories(learnersFile().getParent());
    Files.writeString(learnersFile(), text);
  }

  String learnersText() throws IOException {
    return Files.readString(learnersFile());
  }

  Path write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  Path backup(int number) {
    return root.resolve("labs/09-adder/backups/MyAdder.java." + number);
  }
}
