package io.glassmq.interop;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Our simple consumer cannot tell the official servers from ours. */
class SimpleConsumerOnOfficialServersTest extends SimpleConsumerContract {
  @RegisterExtension static final Shared<ServerProcesses> SERVERS = TestServers.official();

  @Override
  Servers servers() {
    return SERVERS.get();
  }
}
