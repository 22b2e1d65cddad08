package io.glassmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.testkit.TestCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the official client sees of a log whose oldest file the official admin tool has deleted. */
class RetentionOnGlassTest {
  @RegisterExtension static final Shared<OfficialClients> CLIENTS = OfficialClients.shared();

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Test
  void shouldTellWhereAQueueBeginsNow() throws Exception {
    Path home = TestServers.home("retention");
    try (var cluster = new TestCluster(home).set("mappedFileSizeCommitLog", "65536")) {
      cluster.startNamesrv("namesrv-1");
      String broker = cluster.startBroker("broker-a").brokerAddr();
      OfficialClient official = CLIENTS.get().get(ClientKind.V5_JSON);
      try (var client = official.client(cluster.namesrvAddr(), "sender");
          var puller = official.puller(cluster.namesrvAddr(), "puller", "G")) {
        client.sendToQueue("T", 0, Collections.nCopies(200, "x".repeat(1000)));
        // A topic that a send makes is registered a moment later.
        await().atMost(LIMIT).ignoreExceptions().until(() -> puller.maxOffset("T", 0) == 200);
        Path oldest = oldestFile(home);
        Files.setLastModifiedTime(oldest, FileTime.from(Instant.now().minus(Duration.ofHours(73))));

        official.admin("deleteExpiredCommitLog", "-n", cluster.namesrvAddr(), "-b", broker);

        await().atMost(LIMIT).until(() -> puller.searchOffset("T", 0, 0) > 0);
        long min = puller.searchOffset("T", 0, 0);
        var tooOld = puller.pull("T", 0, 0, 32);
        assertThat(oldest).doesNotExist();
        assertThat(tooOld.status()).isEqualTo("OFFSET_ILLEGAL");
        assertThat(tooOld.nextBeginOffset()).isEqualTo(min);
        assertThat(tooOld.minOffset()).isEqualTo(min);
        var found = puller.pull("T", 0, min, 1);
        assertThat(found.status()).isEqualTo("FOUND");
        assertThat(found.messages()).hasSize(1);
        assertThat(found.maxOffset()).isEqualTo(200);
      }
    }
  }

  private static Path oldestFile(Path home) throws Exception {
    try (var files = Files.walk(home)) {
      return files
          .filter(file -> file.getFileName().toString().equals("0".repeat(20)))
          .filter(file -> file.getParent().endsWith("commitlog"))
          .findFirst()
          .orElseThrow();
    }
  }
}
