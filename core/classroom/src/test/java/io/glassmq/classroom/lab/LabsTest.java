package io.glassmq.classroom.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabsTest {
  private static final String RIGHT =
      """
      lab: 1
      title: The sum
      goal: Add numbers.
      minutes: 5
      port: io.glassmq.sum.Sum
      test: io.glassmq.labs.lab01.MySumTest
      files:
        - reference: core/sum/src/main/java/io/glassmq/sum/StandardSum.java
          as: MySum
      steps:
        - step: 1
          name: add
          title: Add two numbers
          tests: 2
          todo:
            add-two: Return a plus b.
          hints: [weak, middle, strong]
        - step: 2
          name: wire
          title: Let the official client add
          tests: 1
          reds: [1]
          hints: [weak, middle, strong]
      wrong:
        - name: minus
          step: 1
          says: expected 3
          file: MySum
          region: add-two
          instead: return a - b;
          breakit: true
      """;

  @TempDir private Path root;
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectories(root.resolve("labs/01-sum"));
  }

  private Lab read(String manifest) throws IOException {
    Files.writeString(folder.resolve(Labs.MANIFEST), manifest);
    return Labs.read(folder);
  }

  @Nested
  class Read {

    @Test
    void shouldReadAllThatAManifestSays() throws IOException {
      Lab lab = read(RIGHT);

      assertThat(lab.number()).isEqualTo(1);
      assertThat(lab.slug()).isEqualTo("01-sum");
      assertThat(lab.id()).isEqualTo("lab01");
      assertThat(lab.tests()).isEqualTo(3);
      assertThat(lab.files()).extracting(LabFile::as).containsExactly("MySum");
      assertThat(lab.todo()).containsEntry("add-two", "Return a plus b.").hasSize(1);
      assertThat(lab.step(2)).get().extracting(LabStep::isWire).isEqualTo(true);
      assertThat(lab.seededBug()).get().extracting(WrongAnswer::name).isEqualTo("minus");
    }

    @Test
    void shouldRefuseAnEmptyFile() {
      assertThatThrownBy(() -> read(""))
          .isInstanceOf(LabException.class)
          .hasMessageContaining("lab.yaml:1: ")
          .hasMessageContaining("Copy the manifest of another lab");
    }

    @ParameterizedTest(name = "{1} instead of {0}")
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            title: The sum       | titel: The sum    | lab.yaml:2: the key titel is not known here
            title: Add two       | titel: Add two    | lab.yaml:13: the key titel
            lab: 1               | lab: one          | lab.yaml:1: lab: Cannot deserialize
            goal: Add numbers.   | goal: ''          | goal is missing. Write it
            tests: 2             | tests: 0          | steps[0]: tests is 0. Write there how many
            - step: 2            | - step: 3         | steps[1] has the number 3. Steps stand
            name: wire           | name: add         | two steps have the name add
            reds: [1]            | reds: [2]         | step 2 has 2 in reds. Name steps before it
            step: 1              | step: 1\\n    todo: {}| lab.yaml:
            file: MySum          | file: MySun       | names the file MySun. Files of this lab: [MySum]
            as: MySum            | as: my.Sum        | files[0]: as is my.Sum. Write there a class name
            add-two: Return a plus b. | add-two: | steps[0]: todo is {add-two=null}. Write there a text
            breakit: true        | breakit: true\\n  -| wrong[1] is empty. Fill it or remove it
            region: add-two      | why: no           | wrong[0]: region is missing. Write there either
            """)
    void shouldSayWhereAndWhatIsWrong(String right, String fault, String says) {
      String manifest = RIGHT.replace(right, fault.replace("\\n", "\n"));

      assertThatThrownBy(() -> read(manifest))
          .isInstanceOf(LabException.class)
          .hasMessageContaining(says);
    }

    @Test
    void shouldAskForThreeHints() {
      assertThatThrownBy(() -> read(RIGHT.replaceFirst("\\[weak, middle, strong\\]", "[weak]")))
          .hasMessageContaining("steps[0]: hints is 1 of them. Write there three texts");
    }
  }

  @Nested
  class Of {

    @Test
    void shouldFindTheLabsOfACheckoutAndNothingElse() throws IOException {
      read(RIGHT);
      Files.createDirectories(root.resolve("labs/contracts"));

      assertThat(Labs.of(root)).extracting(Lab::slug).containsExactly("01-sum");
    }

    @Test
    void shouldFindNothingWhereNoLabsAre() {
      assertThat(Labs.of(root.resolve("labs"))).isEmpty();
    }
  }
}
