package io.glassmq.interop;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Our pull consumers cannot tell the official servers from ours. */
class GlassPullOnOfficialServersTest extends GlassPullContract {
  @RegisterExtension static final Shared<ServerProcesses> SERVERS = TestServers.official();

  @Override
  Servers servers() {
    return SERVERS.get();
  }
}
