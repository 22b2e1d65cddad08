package io.glassmq.interop;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract holds where it comes from. */
@Tag("slow")
class PopGroupOfOfficialsOnOfficialServersTest extends PopGroupContract {
  @RegisterExtension static final Shared<ServerProcesses> SERVERS = TestServers.official();

  @Override
  Servers servers() {
    return SERVERS.get();
  }

  @Override
  Members.Make makeOf(String member) {
    return Members.Make.OFFICIAL;
  }
}
