package io.glassmq.interop;

import io.glassmq.interop.driver.RetryDriver;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An official client delays and fails on our broker. */
class OfficialRetryOnGlassTest extends RetryContract {
  @RegisterExtension static final Shared<GlassServers> SERVERS = TestServers.glassWithShortLevels();

  ClientKind kind() {
    return ClientKind.V5_JSON;
  }

  @Override
  Servers servers() {
    return SERVERS.get();
  }

  @Override
  RetryDriver newClient(String instance) throws Exception {
    return CLIENTS.get().get(kind()).retry(servers().namesrvAddr(), instance);
  }
}
