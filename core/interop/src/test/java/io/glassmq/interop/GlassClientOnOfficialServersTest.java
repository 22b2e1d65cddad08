package io.glassmq.interop;

import io.glassmq.interop.driver.ClientDriver;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Our client cannot tell the official servers from ours. */
class GlassClientOnOfficialServersTest extends ClientContract {
  @RegisterExtension static final Shared<ServerProcesses> SERVERS = TestServers.official();
  @RegisterExtension static final Shared<GlassClient> CLIENT = GlassClient.shared();

  @Override
  Servers servers() {
    return SERVERS.get();
  }

  @Override
  ClientDriver newClient(String instance) throws Exception {
    return CLIENT.get().client(servers().namesrvAddr(), instance);
  }
}
