package io.glassmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An official consumer and ours in one group, on any servers. */
abstract class MixedGroupContract {
  @RegisterExtension static final Shared<OfficialClients> OFFICIAL = OfficialClients.shared();
  @RegisterExtension static final Shared<GlassClient> GLASS = GlassClient.shared();

  abstract Servers servers();

  @Test
  void shouldShareTheQueuesSoThatEachHasOneOwner() throws Exception {
    String topic = Names.fresh("mixed");
    String group = Names.fresh("group");
    List<String> bodies = ClientContract.bodies("m", 400);
    String namesrv = servers().namesrvAddr();
    var ofOfficial = new Inbox();
    var ofGlass = new Inbox();

    try (var official = OFFICIAL.get().get(ClientKind.V5_JSON).client(namesrv, Names.fresh("o"));
        var glass = GLASS.get().client(namesrv, Names.fresh("g"))) {
      official.sendSync(topic, List.of("first"));
      try (var first = official.subscribe(group, topic, "*", ofOfficial);
          var second = glass.subscribe(group, topic, "*", ofGlass)) {
        assertThat(first).isNotSameAs(second);
        new Balance(official, topic, ofOfficial, ofGlass).await();
        glass.sendAsync(topic, bodies);
        Balance.awaitBodies(bodies, ofOfficial, ofGlass);
      }
    }

    Balance.assertEachOnce(bodies, ofOfficial, ofGlass);
    Balance.assertEachQueueOwnedOnce(ofOfficial, ofGlass);
  }
}
