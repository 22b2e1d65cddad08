package io.glassmq.classroom.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThreadsBlockTest {
  @TempDir private Path root;

  private List<String> table() {
    var desk = new ReferenceDesk(root);
    return desk.fill("threads", "core", new ThreadsBlock(desk.checkout()));
  }

  @Test
  void shouldJoinTheFirstTablesOfAllRooms() throws IOException {
    var desk = new ReferenceDesk(root);
    desk.write(
        "core/store/THREADS.md",
        """
        # Threads

        | thread | owner | why | sleeps until |
        | --- | --- | --- | --- |
        | `Flush` | `Flusher` | flushes a \\| b | woken |

        | lock | guards |
        | --- | --- |
        | `Flusher` | its files |
        """);
    desk.write("core/common/THREADS.md", "| class | what |\n| --- | --- |\n| `A` | b |\n");

    assertThat(table())
        .containsExactly(
            "| thread | owner (room) | what for |",
            "| --- | --- | --- |",
            "| `Flush` | `Flusher` ([store](../../../core/store/THREADS.md)) | flushes a \\| b |");
  }

  @Test
  void shouldRefuseARowThatMeansNothingElsewhere() throws IOException {
    new ReferenceDesk(root)
        .write(
            "core/store/THREADS.md",
            "| thread | owner | why |\n| --- | --- | --- |\n| `A` | `B` | [see](README.md) |\n");

    assertThatThrownBy(this::table)
        .hasMessageStartingWith(
            "core/store/THREADS.md: this row cannot stand on another page: | `A` | `B` | [see]");
  }
}
