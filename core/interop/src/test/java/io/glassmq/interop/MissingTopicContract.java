package io.glassmq.interop;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sending to a topic that is not there, on servers that create none by themselves. */
abstract class MissingTopicContract {
  @RegisterExtension static final Shared<OfficialClients> CLIENTS = OfficialClients.shared();

  abstract Servers servers();

  @ParameterizedTest
  @EnumSource(ClientKind.class)
  void shouldTellTheSenderThatTheTopicHasNoRoute(ClientKind kind) throws Exception {
    String topic = Names.fresh("missing");
    try (var client =
        CLIENTS.get().get(kind).client(servers().namesrvAddr(), Names.fresh("client"))) {

      assertThatThrownBy(() -> client.sendSync(topic, List.of("m")))
          .hasMessageContaining("No route info of this topic")
          .hasMessageContaining(topic);
    }
  }
}
