package io.glassmq.interop;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same on the original; slow because it needs official servers of its own. */
@Tag("slow")
class MissingTopicOnOfficialServersTest extends MissingTopicContract {
  @RegisterExtension
  static final Shared<ServerProcesses> SERVERS =
      new Shared<>(
          "official servers without new topics",
          ServerProcesses.class,
          () ->
              TestServers.startOfficial(
                  "official-strict", Map.of("autoCreateTopicEnable", "false")));

  @Override
  Servers servers() {
    return SERVERS.get();
  }
}
