package io.glassmq.interop;

import io.glassmq.interop.driver.RetryDriver;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What our client gives back, and how it locks queues, is as the original broker wants it. */
@Tag("slow")
class GlassRetryOnOfficialServersTest extends RetryContract {
  @RegisterExtension
  static final Shared<ServerProcesses> SERVERS = TestServers.officialWithShortLevels();

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
