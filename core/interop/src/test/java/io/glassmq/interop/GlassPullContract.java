package io.glassmq.interop;

import io.glassmq.interop.driver.ClientDriver;
import io.glassmq.interop.driver.LitePullDriver;
import io.glassmq.interop.driver.PullDriver;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract for our pull consumers. */
abstract class GlassPullContract extends PullContract {
  @RegisterExtension static final Shared<GlassClient> CLIENT = GlassClient.shared();

  @Override
  ClientDriver newClient() throws Exception {
    return CLIENT.get().client(servers().namesrvAddr(), Names.fresh("client"));
  }

  @Override
  PullDriver newPuller(String group) throws Exception {
    return CLIENT.get().puller(servers().namesrvAddr(), Names.fresh("puller"), group);
  }

  @Override
  LitePullDriver newLitePuller(String group) throws Exception {
    return CLIENT.get().litePuller(servers().namesrvAddr(), Names.fresh("lite"), group);
  }
}
