package io.glassmq.labs.contracts.lab06;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.boot.AllInOne;
import io.glassmq.boot.AllInOneConfig;
import io.glassmq.broker.BrokerParts;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.common.message.Message;
import io.glassmq.labs.Meaning;
import io.glassmq.labs.wire.OfficialClient;
import io.glassmq.namesrv.NamesrvParts;
import io.glassmq.store.CommitLogRecovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The last step of lab 06: a broker opens the store of a killed one. */
@Tag("wire")
@Meaning("consumers would miss messages for which the producer had an answer.")
abstract class KilledBrokerContract {
  /** The recovery under test. */
  protected abstract CommitLogRecovery recovery();

  private static final String TOPIC = "Orders";

  /** Copies the files of a running broker: what a kill leaves. */
  private void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        try {
          Files.copy(file, to.resolve(from.relativize(file)));
        } catch (NoSuchFileException e) { // the broker has given it its other name meanwhile
        }
      }
    }
  }

  private void send(List<String> bodies, String namesrvAddr) throws Exception {
    var producer = new DefaultMQProducer("shop");
    producer.setNamesrvAddr(namesrvAddr);
    producer.start();
    try {
      for (String body : bodies) {
        producer.send(new Message(TOPIC, body.getBytes(UTF_8)));
      }
    } finally {
      producer.shutdown();
    }
  }

  private AllInOneConfig config(Path folder) {
    AllInOneConfig config = AllInOneConfig.in(folder);
    config.broker().set("mappedFileSizeCommitLog", 4096).set("timerWheelEnable", false);
    return config;
  }

  @Test
  void shouldGiveTheOfficialClientAllThatWasAcknowledged(@TempDir Path folder) throws Exception {
    List<String> bodies = IntStream.range(0, 20).mapToObj(i -> "order-" + i).toList();
    Path before = folder.resolve("before");
    Path after = folder.resolve("after");
    try (var servers = AllInOne.start(config(before))) {
      send(bodies, servers.namesrvAddr());
      copy(before, after);
    }
    BrokerParts parts = BrokerParts.defaults();
    parts = parts.withStore(parts.store().with(recovery()));

    try (var servers = AllInOne.start(config(after), parts, NamesrvParts.defaults());
        var client = OfficialClient.start(servers.namesrvAddr(), folder)) {
      List<String> received = client.consume("readers", TOPIC, bodies.size());

      assertThat(received)
          .as("what the official consumer received after the restart")
          .containsExactlyInAnyOrderElementsOf(bodies);
    }
  }
}
