package io.glassmq.interop;

import io.glassmq.interop.driver.ClientDriver;
import io.glassmq.interop.driver.LitePullDriver;
import io.glassmq.interop.driver.PullDriver;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract for the official pull consumers. */
abstract class OfficialPullContract extends PullContract {
  @RegisterExtension static final Shared<OfficialClients> CLIENTS = OfficialClients.shared();

  private final ClientKind kind;

  OfficialPullContract(ClientKind kind) {
    this.kind = kind;
  }

  private OfficialClient official() {
    return CLIENTS.get().get(kind);
  }

  @Override
  ClientDriver newClient() throws Exception {
    return official().client(servers().namesrvAddr(), Names.fresh("client"));
  }

  @Override
  PullDriver newPuller(String group) throws Exception {
    return official().puller(servers().namesrvAddr(), Names.fresh("puller"), group);
  }

  @Override
  LitePullDriver newLitePuller(String group) throws Exception {
    return official().litePuller(servers().namesrvAddr(), Names.fresh("lite"), group);
  }
}
