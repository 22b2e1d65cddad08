package io.glassmq.interop;

import org.junit.jupiter.api.extension.RegisterExtension;

/** A mixed group on the official servers. */
class MixedGroupOnOfficialServersTest extends MixedGroupContract {
  @RegisterExtension static final Shared<ServerProcesses> SERVERS = TestServers.official();

  @Override
  Servers servers() {
    return SERVERS.get();
  }
}
