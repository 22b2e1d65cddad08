package io.glassmq.labs.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.boot.AllInOne;
import io.glassmq.boot.AllInOneConfig;
import io.glassmq.broker.BrokerParts;
import io.glassmq.labs.Meaning;
import io.glassmq.namesrv.NamesrvParts;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The last step of a lab, for most labs. The contract's last nested class extends it and puts the
 * learner's class into its place:
 *
 * <pre>{@code
 * @Nested
 * @Step(6)
 * class Wire extends WireContract {
 *   @Override
 *   protected BrokerParts brokerParts() {
 *     return BrokerParts.defaults().withWaitingPulls(() -> table());
 *   }
 * }
 * }</pre>
 *
 * <p>It has one test; a lab may add its own. An empty hole that a server's thread comes to ends the
 * test at once.
 */
@Tag("wire")
@Meaning(
    "the official client could not send to your broker, or not read back what it had sent: run the"
        + " steps before this one first")
public abstract class WireContract {
  private static final String TOPIC = "LabTopic";
  private static final int MESSAGES = 10;

  /** The parts of the broker; the references unless overridden. */
  protected BrokerParts brokerParts() {
    return BrokerParts.defaults();
  }

  /** The parts of the name server; the references unless overridden. */
  protected NamesrvParts namesrvParts() {
    return NamesrvParts.defaults();
  }

  /** How the official client writes its headers; JSON unless overridden. */
  protected OfficialClient.Headers headers() {
    return OfficialClient.Headers.JSON;
  }

  /** Settings of name server and broker: all files below {@code folder}, free ports. */
  protected AllInOneConfig config(Path folder) {
    AllInOneConfig config = AllInOneConfig.in(folder.resolve("broker"));
    // Small files: the time of a test is no time to fill a gigabyte.
    config.broker().set("mappedFileSizeCommitLog", 4 * 1024 * 1024);
    return config;
  }

  @Test
  void shouldServeTheOfficialClient(@TempDir Path folder) throws Exception {
    List<String> bodies = IntStream.range(0, MESSAGES).mapToObj(i -> "wire-" + i).toList();

    try (var servers = AllInOne.start(config(folder), brokerParts(), namesrvParts());
        var client = OfficialClient.start(servers.namesrvAddr(), folder, headers())) {
      List<String> answers = client.send(TOPIC, bodies);
      List<String> received = client.consume("lab-group", TOPIC, MESSAGES);

      assertThat(answers)
          .as("answers to what the official producer sent")
          .isEqualTo(Collections.nCopies(MESSAGES, "SEND_OK"));
      assertThat(received)
          .as("what the official consumer received")
          .containsExactlyInAnyOrderElementsOf(bodies);
    }
  }
}
