package io.glassmq.interop;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Our pop calls cannot tell the official servers from ours. */
class PopCallsOnOfficialServersTest extends PopCallsContract {
  @RegisterExtension static final Shared<ServerProcesses> SERVERS = TestServers.official();

  @Override
  Servers servers() {
    return SERVERS.get();
  }
}
