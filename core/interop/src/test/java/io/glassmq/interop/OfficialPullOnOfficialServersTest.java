package io.glassmq.interop;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The original at both ends: proves that the contract asks for nothing that it does not do. */
@Tag("slow")
@ParameterizedClass
@EnumSource(names = {"V5_JSON", "V4_ROCKETMQ"})
class OfficialPullOnOfficialServersTest extends OfficialPullContract {
  @RegisterExtension static final Shared<ServerProcesses> SERVERS = TestServers.official();

  OfficialPullOnOfficialServersTest(ClientKind kind) {
    super(kind);
  }

  @Override
  Servers servers() {
    return SERVERS.get();
  }
}
