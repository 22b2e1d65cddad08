package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real disk of 256 MiB, in memory, that runs full under load; twice, in two ways. */
@Tag("slow")
class FullDiskTest {
  private static final int LIMIT_SECONDS = 180;

  @TempDir Path folder;

  /** Runs commands in a name space of their own, where anybody may mount. */
  private List<String> sh(String script, String... arguments) throws Exception {
    Path output = folder.resolve("output");
    var line = new ArrayList<>(List.of("unshare", "-rm", "sh", "-ec", script, "sh"));
    line.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    List<String> lines = Files.readAllLines(output);
    assertThat(process.waitFor()).as("%s", lines).isZero();
    return lines;
  }

  private boolean canMount() {
    try {
      sh(
          "mount -t tmpfs -o size=1m none \"$1\"",
          Files.createDirectory(folder.resolve("try")).toString());
      return true;
    } catch (Exception | AssertionError e) {
      return false;
    }
  }

  @Test
  void shouldRefuseMessagesKeepTheOldOnesAndGoOnWhenThereIsRoom() throws Exception {
    assumeTrue(canMount(), "needs Linux and the right to mount in a user name space");
    Path disk = Files.createDirectory(folder.resolve("disk"));
    String story =
        """
        mount -t tmpfs -o size=256m none "$1"
        "$3" -Xmx256m -cp "$4" "$5" fill "$1" "$2"
        "$3" -Xmx256m -cp "$4" "$5" verify "$1" "$2"
        """;

    List<String> told =
        sh(
            story,
            disk.toString(),
            folder.resolve("acknowledged").toString(),
            ProcessHandle.current().info().command().orElseThrow(),
            System.getProperty("java.class.path"),
            FullDiskStory.class.getName());

    // Who meets the end of the disk first, the log or what is made from it, is up to chance.
    assertThat(told.get(4))
        .isIn("refused: CREATE_MAPPED_FILE_FAILED", "refused: SERVICE_NOT_AVAILABLE");
    assertThat(told)
        .containsExactly(
            "refused: SERVICE_NOT_AVAILABLE",
            "room left: true",
            "lost: 0",
            "taken again",
            told.get(4),
            "room left: false",
            "lost: 0",
            "taken again",
            "lost: 0",
            "acknowledged: true",
            "lost: 0",
            "next: PUT_OK");
  }
}
