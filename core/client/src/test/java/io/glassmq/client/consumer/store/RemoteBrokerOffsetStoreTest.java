package io.glassmq.client.consumer.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.client.ClientConfig;
import io.glassmq.client.fake.FakeCluster;
import io.glassmq.client.impl.MQClientAPIImpl;
import io.glassmq.client.impl.TopicRouteTable;
import io.glassmq.remoting.ChannelEventListener;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RemoteBrokerOffsetStoreTest extends OffsetStoreContract {

  private final FakeCluster cluster = new FakeCluster("broker-a").topic("Orders", 2);
  private final MQClientAPIImpl api =
      new MQClientAPIImpl(
          cluster.parts().remotingClient().apply(ChannelEventListener.NONE), new ClientConfig());
  private final TopicRouteTable routes = new TopicRouteTable(api, () -> {});
  private final OffsetStore offsets = open();

  @Override
  OffsetStore open() {
    return new RemoteBrokerOffsetStore("readers", api, routes);
  }

  @Test
  void shouldForgetWhatIsNotOurs() {
    offsets.updateOffset(QUEUE, 7, true);
    offsets.updateOffset(OTHER, 4, true);

    offsets.persistAll(Set.of(QUEUE));

    assertThat(offsets.cloneOffsetTable(null)).containsOnlyKeys(QUEUE);
  }

  @Test
  void shouldLookForTheBrokerWhenItIsNotKnown() {
    offsets.updateOffset(QUEUE, 7, true);

    offsets.persist(QUEUE);

    assertThat(cluster.offset("readers", QUEUE)).isEqualTo(7);
  }

  @Test
  void shouldSayThatItCannotTellWhenTheBrokerIsUnknown() {
    cluster.takeDown(null);

    assertThat(offsets.readOffset(QUEUE, ReadOffsetType.READ_FROM_STORE))
        .isEqualTo(OffsetStore.UNAVAILABLE);
  }

  @Test
  void shouldKeepWhatItCannotReport() {
    cluster.takeDown(null);
    offsets.updateOffset(QUEUE, 7, true);

    offsets.persistAll(Set.of(QUEUE));
    cluster.bringUp(null);
    offsets.persist(QUEUE);

    assertThat(cluster.offset("readers", QUEUE)).isEqualTo(7);
  }

  @Test
  void shouldNotRepeatInEachReportWhatHasNotChanged() {
    offsets.updateOffset(QUEUE, 7, true);
    offsets.persistAll(Set.of(QUEUE));
    cluster.setOffset("readers", QUEUE, 0);

    offsets.persistAll(Set.of(QUEUE));
    Long unchanged = cluster.offset("readers", QUEUE);
    offsets.updateOffset(QUEUE, 8, true);
    offsets.persistAll(Set.of(QUEUE));

    assertThat(unchanged).isZero();
    assertThat(cluster.offset("readers", QUEUE)).isEqualTo(8);
  }

  @Test
  void shouldRepeatWhatHasNotChangedWithinAMinute() {
    offsets.updateOffset(QUEUE, 7, true);
    offsets.persistAll(Set.of(QUEUE));
    cluster.setOffset("readers", QUEUE, 0);

    for (int report = 0; report < 12; report++) {
      offsets.persistAll(Set.of(QUEUE));
    }

    assertThat(cluster.offset("readers", QUEUE)).isEqualTo(7);
  }
}
