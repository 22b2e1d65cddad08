package io.glassmq.interop;

import io.glassmq.interop.driver.ClientDriver;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract for the official clients. */
abstract class OfficialClientContract extends ClientContract {
  @RegisterExtension static final Shared<OfficialClients> CLIENTS = OfficialClients.shared();

  private final ClientKind kind;

  OfficialClientContract(ClientKind kind) {
    this.kind = kind;
  }

  @Override
  ClientDriver newClient(String instance) throws Exception {
    return CLIENTS.get().get(kind).client(servers().namesrvAddr(), instance);
  }
}
