package io.glassmq.interop;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Our consumers pop from the official broker. */
@Tag("slow")
class PopGroupOfGlassOnOfficialServersTest extends PopGroupContract {
  @RegisterExtension static final Shared<ServerProcesses> SERVERS = TestServers.official();

  @Override
  Servers servers() {
    return SERVERS.get();
  }

  @Override
  Members.Make makeOf(String member) {
    return Members.Make.GLASS;
  }
}
