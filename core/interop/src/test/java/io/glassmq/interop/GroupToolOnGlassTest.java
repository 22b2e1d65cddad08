package io.glassmq.interop;

import org.junit.jupiter.api.extension.RegisterExtension;

/** The admin tool looks after groups on our servers. */
class GroupToolOnGlassTest extends GroupToolContract {
  @RegisterExtension static final Shared<GlassServers> SERVERS = TestServers.glass();

  @Override
  Servers servers() {
    return SERVERS.get();
  }
}
