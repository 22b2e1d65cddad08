package io.glassmq.interop;

import io.glassmq.interop.driver.ClientDriver;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Our client on our servers, by the same contract. */
class GlassClientOnGlassTest extends ClientContract {
  @RegisterExtension static final Shared<GlassServers> SERVERS = TestServers.glass();
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
