package io.glassmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.interop.driver.ClientDriver;
import io.glassmq.interop.driver.PullDriver;
import io.glassmq.interop.driver.Received;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A folder that brokers of different makes serve one after another, and what they must find in it.
 * The official client and admin tool talk to all of them.
 */
final class Handover {
  static final String GROUP = "HandoverGroup";

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String PLAIN = "HandoverPlain";
  private static final String ZIPPED = "HandoverZipped";
  private static final String BATCHES = "HandoverBatches";
  private static final String INNER_BATCHES = "HandoverInnerBatches";
  private static final int QUEUES = 4;

  /** The client compresses bodies of more than 4 KiB. */
  private static final int LONG_BODY = 9_000;

  private static final Map<String, String> SMALL_FILES =
      Map.of(
          "mappedFileSizeCommitLog", "262144",
          "mappedFileSizeConsumeQueue", "2000",
          "maxHashSlotNum", "500",
          "maxIndexNum", "600",
          "mappedFileSizeTimerLog", "1048576",
          "waitTimeMillsInSendQueue", "5000",
          "defaultTopicQueueNums", Integer.toString(QUEUES));

  private final OfficialClient official;
  private final Path home;
  private final Map<String, Map<Integer, List<String>>> bodies = new TreeMap<>();
  private final Map<Integer, Long> committed = new HashMap<>();
  private final Map<Integer, Map<Long, Integer>> searches = new HashMap<>();
  private int stations;

  Handover(OfficialClient official, Path home) {
    this.official = official;
    this.home = home;
  }

  /** What else to do at a station, while its broker runs. */
  interface Errand {
    void run(Servers servers) throws Exception;
  }

  /** A broker of this make finds everything, adds to it, and ends. */
  void station(Make make, boolean kill, Errand errand) throws Exception {
    var recipe =
        new ServerProcesses.Recipe(make, home, List.of("-Xms256m", "-Xmx256m"), SMALL_FILES);
    try (var servers = ServerProcesses.start(recipe)) {
      String instance = Names.fresh("handover");
      try (var client = official.client(servers.namesrvAddr(), instance);
          var puller = official.puller(servers.namesrvAddr(), instance + "-pull", GROUP)) {
        check(servers, puller);
        if (stations == 0) {
          createTopicOfBatches(servers);
        }
        write(client);
        check(servers, puller);
        commit(puller);
        errand.run(servers);
      }
      if (kill) {
        servers.broker().kill();
        committed.clear(); // both makes write offsets every 5 s only
      } else {
        servers.broker().handle().destroy();
        servers.broker().awaitExit(LIMIT);
      }
    }
    stations++;
  }

  private void write(ClientDriver client) throws Exception {
    for (int queue = 0; queue < QUEUES; queue++) {
      int there = written(PLAIN, queue).size();
      searches
          .computeIfAbsent(queue, unused -> new TreeMap<>())
          .put(System.currentTimeMillis(), there);
      send(client, PLAIN, queue, "m", 60);
      send(client, ZIPPED, queue, "z".repeat(LONG_BODY), 3);
    }
    for (String topic : List.of(BATCHES, INNER_BATCHES)) {
      var batch = client.sendBatch(topic, texts("b", 10));
      written(topic, batch.queueId()).addAll(texts("b", 10));
    }
  }

  /** Its queues are of the other kind: one record holds a whole batch. */
  private void createTopicOfBatches(Servers servers) throws Exception {
    String printed =
        official.admin(
            "updateTopic",
            "-b",
            servers.brokerAddr(),
            "-t",
            INNER_BATCHES,
            "-r",
            "1",
            "-w",
            "1",
            "-a",
            "+queue.type=BatchCQ");
    assertThat(printed).contains("success");
  }

  private void send(ClientDriver client, String topic, int queue, String text, int count)
      throws Exception {
    // The first message makes the topic; only then has it all its queues.
    if (!bodies.containsKey(topic)) {
      int first = client.sendSync(topic, List.of("first")).get(0).queueId();
      written(topic, first).add("first");
    }
    List<String> more = texts(text, count);
    client.sendToQueue(topic, queue, more);
    written(topic, queue).addAll(more);
  }

  private List<String> texts(String text, int count) {
    return IntStream.range(0, count).mapToObj(i -> text + stations + "-" + i).toList();
  }

  private List<String> written(String topic, int queue) {
    return bodies
        .computeIfAbsent(topic, unused -> new TreeMap<>())
        .computeIfAbsent(queue, unused -> new ArrayList<>());
  }

  private void check(Servers servers, PullDriver puller) throws Exception {
    for (var topic : bodies.entrySet()) {
      for (var queue : topic.getValue().entrySet()) {
        assertThat(all(puller, topic.getKey(), queue.getKey(), queue.getValue().size()))
            .as("%s/%d at station %d", topic.getKey(), queue.getKey(), stations)
            .isEqualTo(queue.getValue());
      }
    }
    for (var queue : searches.entrySet()) {
      for (var search : queue.getValue().entrySet()) {
        assertThat(puller.searchOffset(PLAIN, queue.getKey(), search.getKey()))
            .isEqualTo(search.getValue().longValue());
      }
    }
    for (var queue : committed.entrySet()) {
      assertThat(puller.committed(PLAIN, queue.getKey())).isEqualTo(queue.getValue());
    }
    if (stations > 0) {
      checkKeys(servers);
    }
  }

  private static List<String> all(PullDriver puller, String topic, int queue, int count)
      throws Exception {
    await()
        .atMost(LIMIT)
        .ignoreExceptions() // a topic that a send makes is registered a moment later
        .until(() -> puller.maxOffset(topic, queue) >= count);
    var all = new ArrayList<String>();
    while (all.size() < count) {
      var pulled = puller.pull(topic, queue, all.size(), 32);
      assertThat(pulled.status()).as("%s/%d at %d", topic, queue, all.size()).isEqualTo("FOUND");
      pulled.messages().stream().map(Received::body).forEach(all::add);
    }
    return all;
  }

  /** The driver gives message {@code i} of each call the key {@code k<i>}. */
  private void checkKeys(Servers servers) throws Exception {
    String printed =
        official.admin("queryMsgByKey", "-n", servers.namesrvAddr(), "-t", PLAIN, "-k", "k42");
    int expected =
        (int)
            bodies.get(PLAIN).values().stream()
                .flatMap(List::stream)
                .filter(body -> body.endsWith("-42"))
                .count();

    assertThat(printed.lines().filter(line -> line.matches("[0-9A-F]{32}\\s.*")))
        .as(printed)
        .hasSize(expected);
  }

  private void commit(PullDriver puller) throws Exception {
    for (int queue = 0; queue < QUEUES; queue++) {
      int id = queue;
      long offset = bodies.get(PLAIN).get(queue).size() - 5;
      await()
          .atMost(LIMIT)
          .until(
              () -> {
                puller.commit(PLAIN, id, offset);
                return puller.committed(PLAIN, id) == offset;
              });
      committed.put(queue, offset);
    }
  }
}
