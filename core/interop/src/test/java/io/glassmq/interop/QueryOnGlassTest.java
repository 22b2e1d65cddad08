package io.glassmq.interop;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Both admins on our servers. */
class QueryOnGlassTest extends QueryContract {
  @RegisterExtension static final Shared<GlassServers> SERVERS = TestServers.glass();

  @Override
  Servers servers() {
    return SERVERS.get();
  }
}
