package io.glassmq.client.impl.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.client.ClientConfig;
import io.glassmq.client.ClientParts;
import io.glassmq.client.consumer.AllocateMessageQueueStrategy;
import io.glassmq.client.consumer.rebalance.AllocateMessageQueueAveragely;
import io.glassmq.client.consumer.rebalance.AllocateMessageQueueByConfig;
import io.glassmq.client.consumer.store.OffsetStore;
import io.glassmq.client.consumer.store.ReadOffsetType;
import io.glassmq.client.consumer.store.RemoteBrokerOffsetStore;
import io.glassmq.client.fake.FakeCluster;
import io.glassmq.client.impl.factory.MQClientInstance;
import io.glassmq.common.consumer.ConsumeFromWhere;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.heartbeat.ConsumeType;
import io.glassmq.remoting.protocol.heartbeat.ConsumerData;
import io.glassmq.remoting.protocol.heartbeat.HeartbeatData;
import io.glassmq.remoting.protocol.heartbeat.MessageModel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RebalanceImplTest {
  private static final String TOPIC = "Orders";
  private static final String GROUP = "readers";
  private static final String OWN_ID = "10.0.0.1@me";

  private final FakeCluster cluster = new FakeCluster("broker-a").topic(TOPIC, 4);
  private final AtomicLong now = new AtomicLong(1_795_324_000_000L);
  private final ClientParts parts = cluster.parts(now::get);
  private final MQClientInstance instance = instance();
  private final OffsetStore offsets =
      new RemoteBrokerOffsetStore(GROUP, instance.api(), instance.routes());
  private final Set<String> topics = new HashSet<>(Set.of(TOPIC));
  private final FakeQueueOwner owner = new FakeQueueOwner();
  private final AtomicInteger wakeups = new AtomicInteger();
  private RebalanceImpl rebalance =
      rebalance(new AllocateMessageQueueAveragely(), MessageModel.CLUSTERING);

  private MQClientInstance instance() {
    var config = new ClientConfig();
    config.setNamesrvAddr("fake:9876");
    config.setClientIP("10.0.0.1");
    config.setInstanceName("me");
    return new MQClientInstance(config, parts, () -> member(OWN_ID), () -> {}, () -> {});
  }

  private static HeartbeatData member(String clientId) {
    var consumer =
        new ConsumerData(
            GROUP,
            ConsumeType.CONSUME_PASSIVELY,
            MessageModel.CLUSTERING,
            ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET,
            Set.of(),
            false);
    return new HeartbeatData(clientId, Set.of(), Set.of(consumer), 0, false);
  }

  private RebalanceImpl rebalance(AllocateMessageQueueStrategy strategy, MessageModel model) {
    var rules =
        new GroupRules(
            GROUP, strategy, ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET, "20260101000000", model);
    return new RebalanceImpl(
        rules,
        instance,
        topics,
        new ClientShares(rules, instance),
        offsets,
        parts,
        owner,
        wakeups::incrementAndGet);
  }

  @BeforeEach
  void setUp() throws Exception {
    instance.routes().watch(TOPIC);
    instance.routes().refreshAll();
    instance.sendHeartbeatToAllBroker();
  }

  @AfterEach
  void tearDown() {
    instance.shutdown(null, null);
  }

  private void join(String clientId) throws Exception {
    instance.api().sendHeartbeat(cluster.addressOf("broker-a"), member(clientId));
  }

  private static MessageQueue queue(int id) {
    return new MessageQueue(TOPIC, "broker-a", id);
  }

  private static Set<MessageQueue> queues(int... ids) {
    return IntStream.of(ids).mapToObj(RebalanceImplTest::queue).collect(Collectors.toSet());
  }

  private void awaitBegun(int count) {
    await().untilAsserted(() -> assertThat(owner.begun).hasSize(count));
  }

  /** Averagely, and meanwhile something else happens. */
  private static final class InterruptedStrategy implements AllocateMessageQueueStrategy {
    private final AllocateMessageQueueStrategy averagely = new AllocateMessageQueueAveragely();
    private Runnable meanwhile = () -> {};

    @Override
    public List<MessageQueue> allocate(
        String group, String clientId, List<MessageQueue> queues, List<String> members) {
      meanwhile.run();
      return averagely.allocate(group, clientId, queues, members);
    }

    @Override
    public String getName() {
      return averagely.getName();
    }
  }

  private PullRequest begun(int queueId) {
    return owner.begun.stream()
        .filter(request -> request.messageQueue().equals(queue(queueId)))
        .findAny()
        .orElseThrow();
  }

  @Nested
  class DoRebalance {
    @Test
    void shouldTakeAllQueuesWhenAlone() throws Exception {
      assertThat(rebalance.doRebalance()).isTrue();

      assertThat(rebalance.queues()).isEqualTo(queues(0, 1, 2, 3));
      awaitBegun(4);
      assertThat(owner.changes).containsExactly("Orders: 4 of 4");
    }

    @Test
    void shouldChangeNothingWhenNothingHasChanged() throws Exception {
      rebalance.doRebalance();

      assertThat(rebalance.doRebalance()).isTrue();

      assertThat(owner.released).isEmpty();
      assertThat(owner.changes).hasSize(1);
    }

    @Test
    void shouldStoreTheOffsetOfAQueueBeforeItIsFree() throws Exception {
      rebalance.doRebalance();
      offsets.updateOffset(queue(3), 7, true);

      join("10.0.0.2@other");
      rebalance.doRebalance();

      assertThat(rebalance.queues()).isEqualTo(queues(0, 1));
      assertThat(owner.released).containsExactlyInAnyOrder(queue(2), queue(3));
      assertThat(cluster.offset(GROUP, queue(3))).isEqualTo(7);
      assertThat(offsets.readOffset(queue(3), ReadOffsetType.READ_FROM_MEMORY))
          .isEqualTo(OffsetStore.NOT_FOUND);
    }

    @Test
    void shouldGiveTheOwnerBeforeItTimeToReport() throws Exception {
      var askedNanos = new ConcurrentLinkedQueue<Long>();
      cluster.script(
          RequestCode.QUERY_CONSUMER_OFFSET,
          (address, request) -> {
            askedNanos.add(System.nanoTime());
            return null;
          });
      join("10.0.0.2@other");
      long startNanos = System.nanoTime();

      rebalance.doRebalance();

      awaitBegun(2);
      assertThat(askedNanos)
          .hasSize(2)
          .allMatch(nanos -> nanos - startNanos >= TimeUnit.MILLISECONDS.toNanos(500));
    }

    @Test
    void shouldAskAgainSoonForAQueueThatIsRefused() throws Exception {
      owner.locked.add(queue(1));

      assertThat(rebalance.doRebalance()).isFalse();

      assertThat(rebalance.queues()).isEqualTo(queues(0, 2, 3));
      await().untilAsserted(() -> assertThat(wakeups).hasPositiveValue());
      owner.locked.clear();
      assertThat(rebalance.doRebalance()).isTrue();
      assertThat(rebalance.queues()).isEqualTo(queues(0, 1, 2, 3));
    }

    @Test
    void shouldKeepAQueueThatIsStillWorkedOnAndGiveItUpLater() throws Exception {
      rebalance.doRebalance();
      join("10.0.0.2@other");
      owner.busy.add(queue(2));

      assertThat(rebalance.doRebalance()).isFalse();

      assertThat(rebalance.queues()).isEqualTo(queues(0, 1, 2));
      owner.busy.clear();
      assertThat(rebalance.doRebalance()).isTrue();
      assertThat(rebalance.queues()).isEqualTo(queues(0, 1));
    }

    @Test
    void shouldKeepWhatItHasWhenNobodyTellsTheMembers() throws Exception {
      rebalance.doRebalance();
      cluster.takeDown("broker-a");

      assertThat(rebalance.doRebalance()).isFalse();

      assertThat(rebalance.queues()).isEqualTo(queues(0, 1, 2, 3));
    }

    @Test
    void shouldSurviveAStrategyThatFails() throws Exception {
      rebalance.doRebalance();
      rebalance =
          rebalance(
              new AllocateMessageQueueAveragely() {
                @Override
                public List<MessageQueue> allocate(
                    String group, String id, List<MessageQueue> queues, List<String> ids) {
                  throw new IllegalStateException("no idea");
                }
              },
              MessageModel.CLUSTERING);

      assertThat(rebalance.doRebalance()).isFalse();
    }

    @Test
    void shouldTakeNothingWhenTheStrategyNamesNothing() throws Exception {
      rebalance = rebalance(new AllocateMessageQueueByConfig(), MessageModel.CLUSTERING);

      assertThat(rebalance.doRebalance()).isTrue();

      assertThat(rebalance.queues()).isEmpty();
    }

    @Test
    void shouldTakeAllQueuesOfABroadcastWhoeverElseThereIs() throws Exception {
      join("10.0.0.2@other");
      rebalance = rebalance(new AllocateMessageQueueAveragely(), MessageModel.BROADCASTING);

      assertThat(rebalance.doRebalance()).isTrue();

      assertThat(rebalance.queues()).isEqualTo(queues(0, 1, 2, 3));
    }

    @Test
    void shouldSayEachTimeThatATopicHasNoQueues() throws Exception {
      topics.clear();
      topics.addAll(List.of("Nowhere", TopicNames.retryTopic(GROUP)));

      rebalance.doRebalance();
      rebalance.doRebalance();

      assertThat(owner.changes).containsExactly("Nowhere: 0 of 0", "Nowhere: 0 of 0");
    }

    @Test
    void shouldGiveUpTheQueuesOfATopicThatIsNoLongerWanted() throws Exception {
      rebalance.doRebalance();
      topics.clear();

      assertThat(rebalance.doRebalance()).isTrue();

      assertThat(rebalance.queues()).isEmpty();
      assertThat(owner.released).hasSize(4);
    }

    @Test
    void shouldGiveUpWhatIsWorkedOnLaterAlsoWhenTheTopicIsNoLongerWanted() throws Exception {
      rebalance.doRebalance();
      topics.clear();
      owner.busy.add(queue(0));

      assertThat(rebalance.doRebalance()).isFalse();

      assertThat(rebalance.queues()).isEqualTo(queues(0));
    }

    @Test
    void shouldTakeAnewWhatNobodyHasPulledForTwoMinutes() throws Exception {
      rebalance.doRebalance();
      awaitBegun(4);
      now.addAndGet(120_001);
      owner.begun.stream()
          .filter(request -> request.messageQueue().getQueueId() != 2)
          .forEach(request -> request.lastPullMillis(now.get()));

      rebalance.doRebalance();

      assertThat(owner.released).containsExactly(queue(2));
      awaitBegun(5);
      assertThat(owner.begun.get(4).messageQueue()).isEqualTo(queue(2));
    }

    @Test
    void shouldShareOutTheOtherTopicsWhenTheOwnerFailsForOne() throws Exception {
      owner.failing = true;
      topics.addAll(List.of("Nowhere", "NowhereElse"));

      assertThat(rebalance.doRebalance()).isTrue();

      assertThat(owner.changes)
          .containsExactlyInAnyOrder("Orders: 4 of 4", "Nowhere: 0 of 0", "NowhereElse: 0 of 0");
    }

    @Test
    void shouldLeaveEverythingAsItIsWhilePaused() throws Exception {
      rebalance.doRebalance();
      join("10.0.0.2@other");
      owner.paused = true;

      assertThat(rebalance.doRebalance()).isTrue();

      assertThat(rebalance.queues()).isEqualTo(queues(0, 1, 2, 3));
    }
  }

  @Nested
  class Repair {
    @Test
    void shouldTakeTheQueueAnewFromTheCorrectedOffset() throws Exception {
      rebalance.doRebalance();
      awaitBegun(4);
      PullRequest request = begun(1);
      offsets.updateOffset(queue(1), 1000, true);

      rebalance.repair(request, 10);
      assertThat(wakeups).hasValue(1);
      rebalance.doRebalance();

      assertThat(cluster.offset(GROUP, queue(1))).isEqualTo(10);
      awaitBegun(5);
      assertThat(owner.begun.get(4).messageQueue()).isEqualTo(queue(1));
      assertThat(owner.begun.get(4).nextOffset()).isEqualTo(10);
      assertThat(owner.begun.get(4)).isNotSameAs(request);
    }

    /** The round sees that the queue is dropped before it hears why. */
    @Test
    void shouldGoOnWhereAnAdministratorSaysInTheMiddleOfARound() throws Exception {
      var strategy = new InterruptedStrategy();
      rebalance = rebalance(strategy, MessageModel.CLUSTERING);
      rebalance.doRebalance();
      awaitBegun(4);
      PullRequest request = begun(1);
      offsets.updateOffset(queue(1), 1000, true);

      strategy.meanwhile = () -> rebalance.goOnAt(request, 10);
      rebalance.doRebalance();

      awaitBegun(5);
      assertThat(owner.begun.get(4).messageQueue()).isEqualTo(queue(1));
      assertThat(owner.begun.get(4).nextOffset()).isEqualTo(10);
    }

    /** The broker's correction may come when the queue has been given up and taken again. */
    @Test
    void shouldLeaveALaterRequestForTheQueueAlone() throws Exception {
      rebalance.doRebalance();
      awaitBegun(4);
      var stranger = new PullRequest(queue(1), new SortedProcessQueue(), now.get());

      rebalance.repair(stranger, 10);
      rebalance.doRebalance();

      assertThat(owner.released).isEmpty();
      assertThat(cluster.offset(GROUP, queue(1))).isNull();
    }
  }
}
