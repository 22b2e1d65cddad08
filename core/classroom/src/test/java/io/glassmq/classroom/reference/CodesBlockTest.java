package io.glassmq.classroom.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodesBlockTest {
  private static final String SOURCE = "core/broker/src/main/java/io/glassmq/broker/Sends.java";
  private static final Answers ANSWERS =
      new Answers(
          "broker",
          List.of(
              new Answers.Row(10, "SEND", "io.glassmq.broker.Sends", "Send_<n>"),
              new Answers.Row(11, "PULL", "io.glassmq.broker.Pulls", "Pull_<n>")));

  @TempDir private Path root;

  private List<String> table(String program) {
    var desk = new ReferenceDesk(root);
    return desk.fill("codes", program, new CodesBlock(desk.checkout(), List.of(ANSWERS)));
  }

  @Test
  void shouldLeadToTheSourceAndToTheChaptersThatShowIt() throws IOException {
    var desk = new ReferenceDesk(root);
    desk.write(SOURCE, "class Sends {}");
    desk.write("chapters/04-log/README.md", "[Sends](../../" + SOURCE + ")");
    desk.write("chapters/05-queue/README.md", "Sends");

    assertThat(table("broker"))
        .containsExactly(
            "| code | name | answered by | thread | chapter |",
            "| ---: | --- | --- | --- | --- |",
            "| 10 | `SEND` | [Sends](../../../"
                + SOURCE
                + ") | `Send_<n>` | [04](../../../chapters/04-log/README.md) |",
            "| 11 | `PULL` | `Pulls` | `Pull_<n>` |  |");
  }

  @Test
  void shouldNameTheProgramsThatThereAre() {
    assertThatThrownBy(() -> table("bank"))
        .hasMessage(
            ReferenceDesk.PAGE + ":1: there are no request codes of bank. Choose one of [broker].");
  }
}
