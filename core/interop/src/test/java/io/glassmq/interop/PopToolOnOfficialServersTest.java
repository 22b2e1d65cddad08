package io.glassmq.interop;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The admin tool and groups that pop from the broker that it was made for. */
@Tag("slow")
class PopToolOnOfficialServersTest extends PopToolContract {
  @RegisterExtension static final Shared<ServerProcesses> SERVERS = TestServers.official();

  @Override
  Servers servers() {
    return SERVERS.get();
  }
}
