package io.glassmq.interop;

import org.junit.jupiter.api.extension.RegisterExtension;

/** A mixed group on our servers. */
class MixedGroupOnGlassTest extends MixedGroupContract {
  @RegisterExtension static final Shared<GlassServers> SERVERS = TestServers.glass();

  @Override
  Servers servers() {
    return SERVERS.get();
  }
}
