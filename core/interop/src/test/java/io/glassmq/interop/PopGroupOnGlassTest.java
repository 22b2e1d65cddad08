package io.glassmq.interop;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Official consumers and ours pop in one group from our broker. */
class PopGroupOnGlassTest extends PopGroupContract {
  @RegisterExtension static final Shared<GlassServers> SERVERS = TestServers.glass();

  @Override
  Servers servers() {
    return SERVERS.get();
  }

  @Override
  Members.Make makeOf(String member) {
    return Members.Make.byTurns(member);
  }
}
