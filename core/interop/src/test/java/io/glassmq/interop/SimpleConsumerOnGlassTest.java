package io.glassmq.interop;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Our simple consumer on our servers, by the same contract. */
class SimpleConsumerOnGlassTest extends SimpleConsumerContract {
  @RegisterExtension static final Shared<GlassServers> SERVERS = TestServers.glass();

  @Override
  Servers servers() {
    return SERVERS.get();
  }
}
