package io.glassmq.labs.wire;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.labs.wire.OfficialClient.Headers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfficialClientTest {
  /** Nobody listens there; a client starts all the same and looks for its name server later. */
  private static final String NOWHERE = "127.0.0.1:1";

  @TempDir private Path logs;

  @Test
  void shouldLeaveTheSystemPropertiesOfTheJvmAsTheyWere() throws Exception {
    Map<String, String> before = ours();

    var client = OfficialClient.start(NOWHERE, logs, Headers.ROCKETMQ);
    Map<String, String> meanwhile = ours();
    client.close();

    assertThat(meanwhile)
        .containsEntry("user.home", logs.toString())
        .containsEntry("rocketmq.serialize.type", "ROCKETMQ");
    assertThat(ours()).isEqualTo(before);
  }

  private static Map<String, String> ours() {
    return System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.equals("user.home") || name.startsWith("rocketmq."))
        .collect(toMap(name -> name, System::getProperty));
  }
}
