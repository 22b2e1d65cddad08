package io.glassmq.interop;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Our pull consumers on our servers, by the same contract. */
class GlassPullOnGlassTest extends GlassPullContract {
  @RegisterExtension static final Shared<GlassServers> SERVERS = TestServers.glass();

  @Override
  Servers servers() {
    return SERVERS.get();
  }
}
