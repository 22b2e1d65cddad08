package io.glassmq.interop;

import org.junit.jupiter.api.extension.RegisterExtension;

/** No topic springs up on our servers when they were told not to. */
class MissingTopicOnGlassTest extends MissingTopicContract {
  @RegisterExtension
  static final Shared<GlassServers> SERVERS =
      new Shared<>(
          "glass servers without new topics",
          GlassServers.class,
          () -> GlassServers.start(TestServers.home("glass-strict"), false));

  @Override
  Servers servers() {
    return SERVERS.get();
  }
}
