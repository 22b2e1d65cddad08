package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever a topic is called: its files lie inside the store, or it is refused. */
@PropertyDefaults(tries = 300)
class TopicFolderProperties {
  private static Path folder;
  private static TestStore store;

  @BeforeContainer
  static void open() throws Exception {
    folder = Files.createTempDirectory("topic-folder-");
    store = TestStore.open(folder.resolve("a/b/store"));
  }

  @AfterContainer
  static void close() throws IOException {
    store.close();
    TestStore.delete(folder);
  }

  @Property
  void shouldKeepEveryTopicInsideOrRefuseIt(@ForAll("names") String topic) throws IOException {
    Path queues = folder.resolve("a/b/store/consumequeue");

    PutMessageStatus status =
        store.store.putMessage(Messages.message(topic, 0, "x")).join().status();

    if (status == PutMessageStatus.PUT_OK) {
      store.awaitDispatched();
      assertThat(queues.resolve(topic).normalize().getParent()).isEqualTo(queues);
      assertThat(queues.resolve(topic).resolve("0/00000000000000000000")).exists();
    } else {
      assertThat(status).isEqualTo(PutMessageStatus.MESSAGE_ILLEGAL);
    }
    assertThat(children(folder)).containsExactly(folder.resolve("a"));
    assertThat(children(folder.resolve("a"))).containsExactly(folder.resolve("a/b"));
    assertThat(children(folder.resolve("a/b"))).containsExactly(folder.resolve("a/b/store"));
    assertThat(children(folder.resolve("a/b/store")))
        .extracting(path -> path.getFileName().toString())
        .isSubsetOf("abort", "lock", "checkpoint", "commitlog", "consumequeue", "index");
  }

  private static List<Path> children(Path parent) throws IOException {
    try (Stream<Path> list = Files.list(parent)) {
      return list.toList();
    }
  }

  @Provide
  Arbitrary<String> names() {
    Arbitrary<String> piece =
        Arbitraries.of("..", ".", "/", "\\", "a", "%RETRY%", "\0", " ", "~", "ü", "\uD800", "0");
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(300),
        Arbitraries.strings().ascii().ofMaxLength(12),
        piece.list().ofMaxSize(8).map(pieces -> String.join("", pieces)),
        Arbitraries.integers().between(0, 300).map("t"::repeat));
  }
}
