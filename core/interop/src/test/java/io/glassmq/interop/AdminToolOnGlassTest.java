package io.glassmq.interop;

import org.junit.jupiter.api.extension.RegisterExtension;

/** The admin tool on our servers. */
class AdminToolOnGlassTest extends AdminToolContract {
  @RegisterExtension static final Shared<GlassServers> SERVERS = TestServers.glass();

  @Override
  Servers servers() {
    return SERVERS.get();
  }
}
