package io.glassmq.interop;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The admin tool looks after groups on the servers that it was made for. */
@Tag("slow")
class GroupToolOnOfficialServersTest extends GroupToolContract {
  @RegisterExtension static final Shared<ServerProcesses> SERVERS = TestServers.official();

  @Override
  Servers servers() {
    return SERVERS.get();
  }
}
