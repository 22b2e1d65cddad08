package io.glassmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.interop.Members.Make;
import io.glassmq.interop.driver.MemberDriver.Strategy;
import io.glassmq.interop.driver.Received;
import io.glassmq.testkit.KnownStrategies;
import io.glassmq.testkit.SteadyLoad;
import io.glassmq.testkit.TestCluster;
import io.glassmq.testkit.TestGroup;
import io.glassmq.testkit.Turnover;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Members of one make and of both come and go, on any servers, while messages come all the time.
 */
abstract class MembershipContract {
  @RegisterExtension static final Shared<OfficialClients> OFFICIAL = OfficialClients.shared();
  @RegisterExtension static final Shared<GlassClient> GLASS = GlassClient.shared();

  private static final int PER_SECOND = 100;

  /** Every so many messages fail at their first delivery. */
  private static final int FAILING = 50;

  private final String topic = Names.fresh("Membership");
  private List<MessageQueue> queues;

  abstract String namesrvAddr();

  /** Queues of each broker, so that there are eight. */
  abstract int queuesPerBroker();

  /** The groups that come and go together. */
  abstract List<TestGroup> groups();

  final TestGroup concurrent(Strategy strategy, Function<String, Make> makes) {
    return group("concurrent-" + strategy, strategy, false, makes, message -> true);
  }

  final TestGroup orderly(Function<String, Make> makes) {
    return group("orderly", Strategy.AVERAGELY, true, makes, new FailingOnce());
  }

  private TestGroup group(
      String name,
      Strategy strategy,
      boolean orderly,
      Function<String, Make> makes,
      Predicate<Received> works) {
    var members =
        new Members(OFFICIAL.get(), GLASS.get(), namesrvAddr(), topic, strategy, orderly, works);
    return new TestGroup(
        Names.fresh(name),
        queues,
        KnownStrategies.valueOf(strategy.name()).forGroup(queues),
        (member, group) -> members.join(member, group, makes.apply(member)));
  }

  /** A listener that fails for some messages when it sees them first. */
  private record FailingOnce(Map<String, Boolean> seen) implements Predicate<Received> {
    FailingOnce() {
      this(new ConcurrentHashMap<>());
    }

    @Override
    public boolean test(Received message) {
      return message.queueOffset() % FAILING != 0 || seen.putIfAbsent(message.body(), true) != null;
    }
  }

  @Test
  void shouldShareTheQueuesWithoutGapOrOverlap() throws Exception {
    queues = TestCluster.createTopic(namesrvAddr(), topic, queuesPerBroker());
    List<TestGroup> groups = groups();
    var producer = new DefaultMQProducer(Names.fresh("senders"));
    producer.setNamesrvAddr(namesrvAddr());
    producer.setSendMsgTimeout(20_000);
    producer.start();

    try (var load =
        SteadyLoad.start(PER_SECOND, id -> producer.send(new Message(topic, id.getBytes())))) {
      new Turnover(groups, load).run();
      assertThat(load.failures()).isEmpty();
    } finally {
      groups.forEach(TestGroup::close);
      producer.shutdown();
    }

    for (TestGroup group : groups) {
      assertThat(group.ledger().groundlessDuplicates()).as(group.name()).isEmpty();
      if (group.name().startsWith("orderly")) {
        assertThat(group.ledger().disorder()).as(group.name()).isEmpty();
      }
    }
  }
}
