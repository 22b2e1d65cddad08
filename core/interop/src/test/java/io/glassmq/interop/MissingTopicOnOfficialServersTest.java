package io.glassmq.interop;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same on the original; slow because it needs official servers of its own. */
@Tag("slow")
class MissingTopicOnOfficialServersTest extends MissingTopicContract {
  @RegisterExtension
  static final Shared<OfficialServers> SERVERS =
      new Shared<>(
          "official servers without new topics",
          OfficialServers.class,
          () ->
              OfficialServers.start(
                  TestServers.home("official-strict"),
                  List.of("-Xmx256m"),
                  Map.of("autoCreateTopicEnable", "false")));

  @Override
  Servers servers() {
    return SERVERS.get();
  }
}
