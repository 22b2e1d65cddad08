package io.glassmq.broker.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.broker.FakeChannel;
import io.glassmq.common.consumer.ConsumeFromWhere;
import io.glassmq.remoting.protocol.LanguageCode;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.filter.FilterAPI;
import io.glassmq.remoting.protocol.heartbeat.ConsumeType;
import io.glassmq.remoting.protocol.heartbeat.ConsumerData;
import io.glassmq.remoting.protocol.heartbeat.HeartbeatData;
import io.glassmq.remoting.protocol.heartbeat.MessageModel;
import io.glassmq.remoting.protocol.heartbeat.SubscriptionData;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConsumerManagerTest {
  private final ConsumerManager consumers = new ConsumerManager(group -> !group.equals("silent"));
  private final FakeChannel first = new FakeChannel();
  private final FakeChannel second = new FakeChannel();

  private static SubscriptionData subscription(String topic, String tags, long version) {
    return FilterAPI.buildSubscriptionData(topic, tags, version);
  }

  private boolean heartbeat(
      FakeChannel channel, String group, MessageModel model, SubscriptionData... subscriptions) {
    return heartbeat(channel, group, model, 0, false, 1, subscriptions);
  }

  private boolean heartbeat(
      FakeChannel channel,
      String group,
      MessageModel model,
      int fingerprint,
      boolean withoutSub,
      long now,
      SubscriptionData... subscriptions) {
    var data =
        new ConsumerData(
            group,
            ConsumeType.CONSUME_PASSIVELY,
            model,
            ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET,
            Set.of(subscriptions),
            false);
    var heartbeat = new HeartbeatData("id", Set.of(), Set.of(data), fingerprint, withoutSub);
    var client = new ClientChannelInfo(channel, "id", LanguageCode.JAVA, 513, now);
    return consumers.registerConsumer(heartbeat, data, client);
  }

  private boolean heartbeat(FakeChannel channel, SubscriptionData... subscriptions) {
    return heartbeat(channel, "G", MessageModel.CLUSTERING, subscriptions);
  }

  @Test
  void shouldTellAllMembersWhenOneJoinsAlsoTheNewOne() {
    heartbeat(first, subscription("T", "*", 1));
    heartbeat(second, subscription("T", "*", 1));

    assertThat(first.written()).hasSize(2);
    assertThat(second.written()).hasSize(1);
    assertThat(second.written().get(0).requestCode())
        .isEqualTo(RequestCode.NOTIFY_CONSUMER_IDS_CHANGED);
    assertThat(second.written().get(0).field("consumerGroup")).isEqualTo("G");
  }

  @Test
  void shouldTellNobodyWhenAHeartbeatBringsNothingNew() {
    heartbeat(first, subscription("T", "*", 1));
    first.written().clear();

    heartbeat(first, subscription("T", "TagA", 2));

    assertThat(first.written()).isEmpty();
  }

  @Test
  void shouldTellMembersWhenASubscriptionComesOrGoes() {
    heartbeat(first, subscription("T", "*", 1));
    heartbeat(first, subscription("T", "*", 1), subscription("U", "*", 1));
    heartbeat(first, subscription("U", "*", 1));

    assertThat(first.written()).hasSize(3);
    assertThat(consumers.getConsumerGroupInfo("G").subscriptions()).containsOnlyKeys("U");
  }

  @Test
  void shouldKeepTheNewerSubscription() {
    heartbeat(first, subscription("T", "new", 2));
    heartbeat(second, subscription("T", "old", 1));

    assertThat(consumers.getConsumerGroupInfo("G").findSubscriptionData("T").subString())
        .isEqualTo("new");
  }

  @Test
  void shouldNotTellGroupsThatDoNotWantIt() {
    heartbeat(first, "silent", MessageModel.CLUSTERING, subscription("T", "*", 1));
    heartbeat(first, "everywhere", MessageModel.BROADCASTING, subscription("T", "*", 1));

    assertThat(first.written()).isEmpty();
  }

  @Test
  void shouldTellTheOthersWhenAConnectionCloses() {
    heartbeat(first, subscription("T", "*", 1));
    heartbeat(second, subscription("T", "*", 1));
    first.written().clear();

    consumers.channelClosed(second);

    assertThat(first.written()).hasSize(1);
    assertThat(consumers.getConsumerGroupInfo("G").members()).hasSize(1);
  }

  @Test
  void shouldForgetAGroupWithoutMembers() {
    heartbeat(first, subscription("T", "*", 1));

    consumers.unregisterConsumer("G", first);

    assertThat(consumers.getConsumerGroupInfo("G")).isNull();
  }

  @Test
  void shouldForgetWhoIsSilentForTooLong() {
    heartbeat(first, "G", MessageModel.CLUSTERING, 0, false, 100, subscription("T", "*", 1));
    heartbeat(second, "G", MessageModel.CLUSTERING, 0, false, 200, subscription("T", "*", 1));

    consumers.expire(150);

    assertThat(consumers.getConsumerGroupInfo("G").members())
        .extracting(ClientChannelInfo::channel)
        .containsExactly(second);
  }

  @Test
  void shouldAlwaysWantFullHeartbeatsFromOldClients() {
    assertThat(heartbeat(first, subscription("T", "*", 1))).isTrue();
    assertThat(heartbeat(first, subscription("T", "*", 1))).isTrue();
  }

  @Test
  void shouldTakeShortHeartbeatsOnceItHasSeenTheFullOne() {
    var all = subscription("T", "*", 1);
    var model = MessageModel.CLUSTERING;

    assertThat(heartbeat(first, "G", model, 77, false, 1, all)).isFalse();
    assertThat(heartbeat(first, "G", model, 77, true, 1)).isFalse();

    assertThat(consumers.getConsumerGroupInfo("G").findSubscriptionData("T")).isEqualTo(all);
  }

  @Test
  void shouldAskForTheFullHeartbeatWhenItHasNotSeenIt() {
    assertThat(heartbeat(first, "G", MessageModel.CLUSTERING, 77, true, 1)).isTrue();
    assertThat(heartbeat(first, "G", MessageModel.CLUSTERING, 77, true, 1)).isTrue();
  }
}
