package io.glassmq.interop;

import io.glassmq.interop.driver.RetryDriver;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The original at both ends: proves that the contract asks for nothing that it does not do. */
@Tag("slow")
class OfficialRetryOnOfficialServersTest extends RetryContract {
  @RegisterExtension
  static final Shared<ServerProcesses> SERVERS = TestServers.officialWithShortLevels();

  @Override
  Servers servers() {
    return SERVERS.get();
  }

  @Override
  RetryDriver newClient(String instance) throws Exception {
    return CLIENTS.get().get(ClientKind.V5_JSON).retry(servers().namesrvAddr(), instance);
  }
}
