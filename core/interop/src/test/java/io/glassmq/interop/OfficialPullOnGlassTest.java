package io.glassmq.interop;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The official pull consumers cannot tell our servers from the real ones. */
@ParameterizedClass
@EnumSource(names = {"V5_JSON", "V4_ROCKETMQ"})
class OfficialPullOnGlassTest extends OfficialPullContract {
  @RegisterExtension static final Shared<GlassServers> SERVERS = TestServers.glass();

  OfficialPullOnGlassTest(ClientKind kind) {
    super(kind);
  }

  @Override
  Servers servers() {
    return SERVERS.get();
  }
}
