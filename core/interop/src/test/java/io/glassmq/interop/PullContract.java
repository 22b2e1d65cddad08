package io.glassmq.interop;

import static io.glassmq.interop.ClientContract.bodies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.glassmq.interop.driver.ClientDriver;
import io.glassmq.interop.driver.LitePullDriver;
import io.glassmq.interop.driver.PullDriver;
import io.glassmq.interop.driver.Received;
import io.glassmq.testkit.TestCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What the classic and the lite pull consumer of any client may expect of any servers. The tests
 * mostly wait, so they run beside each other.
 */
@Execution(ExecutionMode.CONCURRENT)
abstract class PullContract {
  /** A first heartbeat that was skipped is made up for after 30 s, the next rebalance takes 20. */
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final String topic = Names.fresh("pull");
  private final String group = Names.fresh("group");
  private final List<AutoCloseable> open = new ArrayList<>();
  private ClientDriver client;

  abstract Servers servers();

  abstract ClientDriver newClient() throws Exception;

  abstract PullDriver newPuller(String group) throws Exception;

  abstract LitePullDriver newLitePuller(String group) throws Exception;

  @BeforeEach
  void makeTopic() throws Exception {
    client = opened(newClient());
    TestCluster.createTopic(servers().namesrvAddr(), topic, 4);
    client.sendSync(topic, List.of("first"));
  }

  @AfterEach
  void closeAll() throws Exception {
    for (int i = open.size(); i > 0; i--) {
      open.get(i - 1).close();
    }
  }

  private <T extends AutoCloseable> T opened(T driver) {
    open.add(driver);
    return driver;
  }

  private PullDriver puller() throws Exception {
    return opened(newPuller(group));
  }

  private LitePullDriver litePuller() throws Exception {
    return opened(newLitePuller(group));
  }

  /**
   * @return the offset of the first
   */
  private long send(int queueId, List<String> bodies) throws Exception {
    return client.sendToQueue(topic, queueId, bodies).get(0).queueOffset();
  }

  private static List<String> poll(LitePullDriver lite, int count) {
    List<String> got = new ArrayList<>();
    await()
        .atMost(LIMIT)
        .pollDelay(Duration.ZERO)
        .until(
            () -> {
              lite.poll(200).forEach(message -> got.add(message.body()));
              return got.size() >= count;
            });
    return got;
  }

  @Test
  void shouldPullByOffset() throws Exception {
    PullDriver puller = puller();
    long base = send(3, bodies("m", 10));
    await().atMost(LIMIT).until(() -> puller.maxOffset(topic, 3) == base + 10);

    var found = puller.pull(topic, 3, base + 2, 5);
    var atEnd = puller.pull(topic, 3, base + 10, 5);
    var beyond = puller.pull(topic, 3, base + 99, 5);

    assertThat(puller.queues(topic)).containsExactlyInAnyOrder(0, 1, 2, 3);
    assertThat(found.status()).isEqualTo("FOUND");
    assertThat(found.nextBeginOffset()).isEqualTo(base + 7);
    assertThat(found.maxOffset()).isEqualTo(base + 10);
    assertThat(found.messages())
        .extracting(Received::body)
        .containsExactly("m2", "m3", "m4", "m5", "m6");
    assertThat(atEnd.status()).isEqualTo("NO_NEW_MSG");
    assertThat(atEnd.nextBeginOffset()).isEqualTo(base + 10);
    assertThat(beyond.status()).isEqualTo("OFFSET_ILLEGAL");
    assertThat(beyond.nextBeginOffset()).isEqualTo(base + 10);
  }

  @Test
  void shouldHoldAPullUntilAMessageComes() throws Exception {
    PullDriver puller = puller();
    long end = send(2, List.of("last")) + 1;
    await().atMost(LIMIT).until(() -> puller.maxOffset(topic, 2) == end);

    var pull = CompletableFuture.supplyAsync(() -> blockingPull(puller, end));
    assertThat(puller.pull(topic, 2, end, 5).status()).isEqualTo("NO_NEW_MSG");
    assertThat(pull).isNotDone();
    send(2, List.of("next"));

    PullDriver.Pulled answer = pull.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    assertThat(answer.messages()).extracting(Received::body).containsExactly("next");
  }

  private PullDriver.Pulled blockingPull(PullDriver puller, long offset) {
    try {
      return puller.pullBlockIfNotFound(topic, 2, offset, 5);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldAnswerQuestionsAboutOffsets() throws Exception {
    PullDriver puller = puller();
    long base = send(1, bodies("m", 6));
    await().atMost(LIMIT).until(() -> puller.maxOffset(topic, 1) == base + 6);

    assertThat(puller.searchOffset(topic, 1, 0)).isZero();
    assertThat(puller.searchOffset(topic, 1, System.currentTimeMillis() + 3_600_000))
        .isEqualTo(base + 6);
    awaitCommitted(puller, base + 4);
  }

  /**
   * A commit has no answer, and is refused until a heartbeat has made the group known. A 4.x client
   * that knew no broker at its first one, after a second, sends the next after 30.
   */
  private void awaitCommitted(PullDriver puller, long offset) {
    await()
        .atMost(LIMIT)
        .until(
            () -> {
              puller.commit(topic, 1, offset);
              return puller.committed(topic, 1) == offset;
            });
  }

  @Test
  void shouldTellThatATopicHasNoRoute() throws Exception {
    PullDriver puller = puller();
    String missing = Names.fresh("missing");

    assertThatThrownBy(() -> puller.queues(missing))
        .hasMessageContaining(missing)
        .extracting(e -> e.getClass().getSimpleName())
        .isEqualTo("MQClientException");
  }

  @Test
  void shouldBringASubscriberItsTagsOnly() throws Exception {
    client.sendSync(topic, bodies("m", 30));
    LitePullDriver lite = litePuller();

    lite.subscribe(topic, "b");

    assertThat(poll(lite, 15))
        .containsExactlyInAnyOrderElementsOf(
            bodies("m", 30).stream().filter(body -> body.matches("m.*[13579]")).toList());
  }

  @Test
  void shouldShareTheQueuesAmongSubscribers() throws Exception {
    LitePullDriver one = litePuller();
    LitePullDriver two = litePuller();
    one.subscribe(topic, "*");
    two.subscribe(topic, "*");
    Set<Integer> ofOne = new HashSet<>();
    Set<Integer> ofTwo = new HashSet<>();

    await()
        .atMost(LIMIT)
        .until(
            () -> {
              client.sendSync(topic, bodies("m", 4));
              ofOne.clear();
              ofTwo.clear();
              drain(one, ofOne);
              drain(two, ofTwo);
              return ofOne.size() == 2 && ofTwo.size() == 2 && Collections.disjoint(ofOne, ofTwo);
            });
  }

  private static void drain(LitePullDriver lite, Set<Integer> queueIds) throws Exception {
    for (List<Received> some = lite.poll(300); !some.isEmpty(); some = lite.poll(300)) {
      queueIds.addAll(some.stream().map(Received::queueId).collect(Collectors.toSet()));
    }
  }

  @Test
  void shouldReadAssignedQueuesInOrder() throws Exception {
    long base = send(1, bodies("m", 40));
    send(2, bodies("other", 5));
    LitePullDriver lite = litePuller();

    lite.assign(topic, Set.of(1));

    List<String> got = poll(lite, (int) base + 40);
    assertThat(got.subList((int) base, got.size())).containsExactlyElementsOf(bodies("m", 40));
    assertThat(lite.poll(300)).isEmpty();
  }

  @Test
  void shouldSeek() throws Exception {
    int base = (int) send(1, bodies("m", 40));
    LitePullDriver lite = litePuller();
    lite.assign(topic, Set.of(1));
    poll(lite, base + 40);

    lite.seek(topic, 1, base + 37);
    List<String> fromMiddle = poll(lite, 3);
    lite.seekToBegin(topic, 1);
    List<String> fromBegin = poll(lite, base + 40);
    lite.seekToEnd(topic, 1);
    List<Received> atEnd = lite.poll(500);
    send(1, List.of("new"));

    assertThat(fromMiddle).containsExactly("m37", "m38", "m39");
    assertThat(fromBegin).hasSize(base + 40).endsWith("m39");
    assertThat(atEnd).isEmpty();
    assertThat(poll(lite, 1)).containsExactly("new");
    assertThatThrownBy(() -> lite.seek(topic, 1, base + 99))
        .extracting(e -> e.getClass().getSimpleName())
        .isEqualTo("MQClientException");
  }

  @Test
  void shouldGoOnWhereTheGroupHasCommitted() throws Exception {
    int base = (int) send(1, bodies("m", 10));
    LitePullDriver first = newLitePuller(group);
    try (first) {
      first.assign(topic, Set.of(1));
      poll(first, base + 10);
      first.commit();
      assertThat(first.committed(topic, 1)).isEqualTo(base + 10);
      awaitKnown(base + 10);
    }
    send(1, List.of("after"));

    LitePullDriver second = litePuller();
    second.assign(topic, Set.of(1));

    assertThat(poll(second, 1)).containsExactly("after");
  }

  /** A report before the first heartbeat is refused; the next one comes after 5 s. */
  private void awaitKnown(long offset) throws Exception {
    PullDriver other = puller();
    await().atMost(LIMIT).until(() -> other.committed(topic, 1) == offset);
  }

  @Test
  void shouldRestWhilePaused() throws Exception {
    int base = (int) send(1, List.of("before"));
    LitePullDriver lite = litePuller();
    lite.assign(topic, Set.of(1));
    poll(lite, base + 1);
    lite.pause(topic, 1);
    send(1, List.of("next"));
    // It comes in spite of the pause if a pull was under way, which nobody can know.
    List<String> got = new ArrayList<>();
    lite.poll(10_000).forEach(message -> got.add(message.body()));
    send(1, List.of("later"));

    List<Received> whilePaused = lite.poll(500);
    lite.resume(topic, 1);
    got.addAll(poll(lite, 2 - got.size()));

    assertThat(whilePaused).isEmpty();
    assertThat(got).containsExactly("next", "later");
  }

  @Test
  void shouldTellTheOffsetOfATime() throws Exception {
    long base = send(1, bodies("m", 3));
    LitePullDriver lite = litePuller();
    lite.assign(topic, Set.of(1));

    long future = System.currentTimeMillis() + 3_600_000;

    assertThat(lite.offsetForTimestamp(topic, 1, 0)).isZero();
    await().atMost(LIMIT).until(() -> lite.offsetForTimestamp(topic, 1, future) == base + 3);
  }
}
