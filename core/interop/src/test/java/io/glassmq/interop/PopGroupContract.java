package io.glassmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.interop.driver.ClientDriver;
import io.glassmq.interop.driver.PopDriver;
import io.glassmq.interop.driver.Received;
import io.glassmq.testkit.TestCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Push consumers that pop, on any servers: the official admin tool puts the group into pop mode.
 */
@Execution(ExecutionMode.CONCURRENT)
abstract class PopGroupContract {
  /** A broker may need half a minute until it knows the route of a new topic. */
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private static final int QUEUES = 2;
  private static final int MESSAGES = 60;

  @RegisterExtension static final Shared<OfficialClients> OFFICIALS = OfficialClients.shared();
  @RegisterExtension static final Shared<GlassClient> GLASS = GlassClient.shared();

  private final String topic = Names.fresh("pop");
  private final String group = Names.fresh("group");
  private final Map<String, List<Received>> received = new ConcurrentHashMap<>();
  private final List<AutoCloseable> toClose = new ArrayList<>();
  private ClientDriver producer;

  abstract Servers servers();

  /** Which make a member is of. */
  abstract Members.Make makeOf(String member);

  @BeforeEach
  void createTopicInPopMode() throws Exception {
    TestCluster.createTopic(servers().namesrvAddr(), topic, QUEUES);
    OfficialClient official = OFFICIALS.get().get(ClientKind.V5_JSON);
    String[] mode = {
      "setConsumeMode",
      "-n",
      servers().namesrvAddr(),
      "-b",
      servers().brokerAddr(),
      "-t",
      topic,
      "-g",
      group,
      "-m",
      "POP",
      "-q",
      "0"
    };
    assertThat(official.admin(mode)).contains("success");
    producer = official.client(servers().namesrvAddr(), Names.fresh("producer"));
    toClose.add(producer);
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : toClose) {
      one.close();
    }
  }

  private void join(String member, Predicate<Received> listener) throws Exception {
    List<Received> mine = received.computeIfAbsent(member, any -> new CopyOnWriteArrayList<>());
    Predicate<Received> noting =
        message -> {
          mine.add(message);
          return listener.test(message);
        };
    String instance = member + "-" + group;
    PopDriver consumer =
        makeOf(member) == Members.Make.GLASS
            ? GLASS.get().popper(servers().namesrvAddr(), instance, group, topic, noting)
            : OFFICIALS
                .get()
                .get(ClientKind.V5_JSON)
                .popper(servers().namesrvAddr(), instance, group, topic, noting);
    toClose.add(consumer);
  }

  private List<Received> of(String member) {
    return received.get(member);
  }

  private List<String> bodiesOf(String member) {
    return of(member).stream().map(Received::body).toList();
  }

  @Test
  void shouldGiveWorkToMoreConsumersThanQueues() throws Exception {
    List<String> members = List.of("A", "B", "C", "D");
    for (String member : members) {
      join(member, any -> true);
    }

    List<String> sent = new ArrayList<>();
    await()
        .atMost(LIMIT)
        .until(
            () -> {
              List<String> more = ClientContract.bodies("m" + sent.size() + "-", 4);
              producer.sendSync(topic, more);
              sent.addAll(more);
              return members.stream().noneMatch(member -> of(member).isEmpty());
            });

    await().atMost(LIMIT).until(() -> bodies().containsAll(sent));
    assertThat(all())
        .filteredOn(message -> message.reconsumeTimes() == 0) // who is slow gets it again
        .extracting(Received::body)
        .as("each came once")
        .doesNotHaveDuplicates();
  }

  private List<String> bodies() {
    return all().stream().map(Received::body).toList();
  }

  private List<Received> all() {
    return received.values().stream().flatMap(List::stream).toList();
  }

  @Test
  void shouldNotLetAHungConsumerHoldBackAQueue() throws Exception {
    var end = new CountDownLatch(1);
    toClose.add(end::countDown);
    List<String> bodies = ClientContract.bodies("m", MESSAGES);
    join("A", any -> hang(end));
    producer.sendSync(topic, bodies);
    await().atMost(LIMIT).until(() -> !of("A").isEmpty());

    join("B", any -> true);

    await().atMost(LIMIT).until(() -> bodiesOf("B").containsAll(bodies));
    Set<String> held = Set.copyOf(bodiesOf("A"));
    assertThat(of("B"))
        .filteredOn(message -> held.contains(message.body()))
        .isNotEmpty()
        .allMatch(message -> message.reconsumeTimes() > 0);
    end.countDown();
  }

  private static boolean hang(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  @Test
  void shouldBringAFailedMessageAgain() throws Exception {
    join("A", message -> message.reconsumeTimes() > 0);

    producer.sendSync(topic, List.of("bad"));

    await().atMost(LIMIT).until(() -> of("A").size() == 2);
    assertThat(of("A")).extracting(Received::reconsumeTimes).containsExactly(0, 1);
    assertThat(of("A")).extracting(Received::topic).containsOnly(topic);
    assertThat(of("A")).extracting(Received::msgId).containsOnly(of("A").get(0).msgId());
  }
}
