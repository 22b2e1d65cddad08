package io.glassmq.classroom.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamesBlockTest {
  private static final String FOLDER = "core/store/src/main/java/io/glassmq/store/";

  @TempDir private Path root;

  private void write(String name, String javadoc) throws IOException {
    new ReferenceDesk(root)
        .write(FOLDER + name + ".java", "/**\n * %s\n */\nclass %s {}\n".formatted(javadoc, name));
  }

  private List<String> table(String room) {
    var desk = new ReferenceDesk(root);
    return desk.fill("names", room, new NamesBlock(desk.checkout()));
  }

  @Test
  void shouldListClassesThatHaveACounterpart() throws IOException {
    write(
        "Log",
        "All {@code records}. In order.\n *\n * <p>Official counterpart: {@code\n"
            + " * org.apache.rocketmq.store.CommitLog$Writer}, of which it is a part.");
    write("Own", "Ours alone.");

    assertThat(table("store"))
        .containsExactly(
            "| GlassMQ | official | what ours is |",
            "| --- | --- | --- |",
            "| [Log](../../../"
                + FOLDER
                + "Log.java) | `store.CommitLog$Writer`, of which it is a part |"
                + " All `records`. |");
  }

  @Test
  void shouldRefuseACounterpartThatIsNoSentence() throws IOException {
    write("Log", "Its official counterpart is another.");

    assertThatThrownBy(() -> table("store"))
        .hasMessageStartingWith(
            FOLDER + "Log.java: the official counterpart is not in a sentence of its own. Write: ");
  }

  @Test
  void shouldRefuseARoomWithoutAny() {
    assertThatThrownBy(() -> table("shop"))
        .hasMessageContaining("core/shop/src/main/java/ has no class with an official counterpart");
  }
}
