package io.glassmq.interop;

import org.junit.jupiter.api.extension.RegisterExtension;

/** The admin tool and groups that pop from our broker. */
class PopToolOnGlassTest extends PopToolContract {
  @RegisterExtension static final Shared<GlassServers> SERVERS = TestServers.glass();

  @Override
  Servers servers() {
    return SERVERS.get();
  }
}
