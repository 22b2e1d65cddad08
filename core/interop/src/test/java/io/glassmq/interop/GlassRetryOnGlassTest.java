package io.glassmq.interop;

import io.glassmq.interop.driver.RetryDriver;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Our client delays and fails on our broker. */
class GlassRetryOnGlassTest extends RetryContract {
  @RegisterExtension static final Shared<GlassServers> SERVERS = TestServers.glassWithShortLevels();
  @RegisterExtension static final Shared<GlassClient> CLIENT = GlassClient.shared();

  @Override
  Servers servers() {
    return SERVERS.get();
  }

  @Override
  RetryDriver newClient(String instance) throws Exception {
    return CLIENT.get().retry(servers().namesrvAddr(), instance);
  }
}
