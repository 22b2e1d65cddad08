package io.glassmq.interop;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Our pop calls on our servers, by the same contract. */
class PopCallsOnGlassTest extends PopCallsContract {
  @RegisterExtension static final Shared<GlassServers> SERVERS = TestServers.glass();

  @Override
  Servers servers() {
    return SERVERS.get();
  }
}
