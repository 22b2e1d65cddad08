package io.glassmq.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.classroom.source.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TourRecordingsTest {
  private static final Path CHAPTERS = Path.of("..", "..", "chapters");

  @TempDir private Path folder;
  private TourRecordings recordings;

  @BeforeEach
  void makeCheckout() throws Exception {
    Path chapter = Files.createDirectories(folder.resolve("chapters/00-orientation"));
    Files.copy(CHAPTERS.resolve("00-orientation/tour.yaml"), chapter.resolve("tour.yaml"));
    save("core/common/src/main/java/A.java", 0);
    recordings = new TourRecordings(new Checkout(folder));
  }

  @Test
  void shouldFindAllToursStaleWhenNoneIsRecorded() throws Exception {
    assertThat(recordings.stale())
        .extracting(tour -> tour.id())
        .containsExactly("one-message", "one-jvm");
  }

  @Test
  void shouldDoNothingWhenAllAreRecorded() throws Exception {
    save("chapters/target/tours/00-one-message.json", 60);
    save("chapters/target/tours/00-one-jvm.json", 60);
    List<String> log = new ArrayList<>();

    recordings.refresh(log::add);

    assertThat(log).isEmpty();
  }

  @Test
  void shouldFindARecordingStaleWhenASourceIsNewer() throws Exception {
    save("chapters/target/tours/00-one-message.json", 60);
    save("chapters/target/tours/00-one-jvm.json", 120);
    save("core/common/src/main/java/A.java", 90);

    assertThat(recordings.stale()).extracting(tour -> tour.id()).containsExactly("one-message");
  }

  private void save(String name, int seconds) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(seconds)));
  }
}
