package io.glassmq.interop;

import io.glassmq.interop.driver.RetryDriver;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Official clients delay and fail on our broker. */
@ParameterizedClass
@EnumSource(names = {"V5_JSON", "V4_ROCKETMQ"})
class OfficialRetryOnGlassTest extends RetryContract {
  @RegisterExtension static final Shared<GlassServers> SERVERS = TestServers.glassWithShortLevels();

  private final ClientKind kind;

  OfficialRetryOnGlassTest(ClientKind kind) {
    this.kind = kind;
  }

  @Override
  Servers servers() {
    return SERVERS.get();
  }

  @Override
  RetryDriver newClient(String instance) throws Exception {
    return CLIENTS.get().get(kind).retry(servers().namesrvAddr(), instance);
  }
}
