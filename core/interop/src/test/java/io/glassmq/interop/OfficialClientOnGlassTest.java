package io.glassmq.interop;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The official clients cannot tell our servers from the real ones. */
@ParameterizedClass
@EnumSource(ClientKind.class)
class OfficialClientOnGlassTest extends OfficialClientContract {
  @RegisterExtension static final Shared<GlassServers> SERVERS = TestServers.glass();

  OfficialClientOnGlassTest(ClientKind kind) {
    super(kind);
  }

  @Override
  Servers servers() {
    return SERVERS.get();
  }
}
