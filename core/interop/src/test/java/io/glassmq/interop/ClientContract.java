package io.glassmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.interop.driver.ClientDriver;
import io.glassmq.interop.driver.Received;
import io.glassmq.interop.driver.Sent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What producer and push consumer of any client may expect of any servers. The tests mostly wait,
 * so they run beside each other.
 */
@Execution(ExecutionMode.CONCURRENT)
abstract class ClientContract {
  /** 16 bytes in hex: an IPv4 address, a process id, and the like. */
  private static final String ID = "[0-9A-F]{32}";

  private ClientDriver client;

  abstract Servers servers();

  abstract ClientDriver newClient(String instance) throws Exception;

  @BeforeEach
  void openClient() throws Exception {
    client = newClient(Names.fresh("client"));
  }

  @AfterEach
  void closeClient() {
    client.close();
  }

  @Test
  void shouldAnswerEachSyncSendWithItsPlace() throws Exception {
    String topic = Names.fresh("sync");

    List<Sent> sent = client.sendSync(topic, bodies("m", 12));

    assertThat(sent).extracting(Sent::status).containsOnly("SEND_OK");
    assertThat(sent).extracting(Sent::msgId).doesNotHaveDuplicates().allMatch(id -> id.matches(ID));
    assertThat(sent)
        .extracting(Sent::offsetMsgId)
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches(ID))
        .allMatch(id -> id.startsWith(Names.hexAddress(servers().brokerAddr())));
    assertThat(sent)
        .extracting(s -> s.queueId() + ":" + s.queueOffset())
        .as("each place is given away once")
        .doesNotHaveDuplicates();
  }

  @Test
  void shouldAnswerEveryAsyncSend() throws Exception {
    String topic = Names.fresh("async");

    List<Sent> sent = client.sendAsync(topic, bodies("m", 200));

    assertThat(sent).hasSize(200).extracting(Sent::status).containsOnly("SEND_OK");
    assertThat(sent).extracting(s -> s.queueId() + ":" + s.queueOffset()).doesNotHaveDuplicates();
  }

  @Test
  void shouldDeliverOnewayMessages() throws Exception {
    String topic = Names.fresh("oneway");
    client.sendSync(topic, List.of("first"));
    List<String> bodies = bodies("m", 50);

    client.sendOneway(topic, bodies);

    var inbox = new Inbox();
    try (var subscription = client.subscribe(Names.fresh("group"), topic, "*", inbox)) {
      assertThat(subscription).isNotNull();
      inbox.awaitBodies(bodies);
    }
  }

  @Test
  void shouldUnpackABatchIntoConsecutiveMessages() throws Exception {
    String topic = Names.fresh("batch");
    client.sendSync(topic, List.of("first"));
    List<String> bodies = bodies("m", 10);

    Sent sent = client.sendBatch(topic, bodies);

    assertThat(sent.status()).isEqualTo("SEND_OK");
    assertThat(sent.msgId().split(",")).hasSize(10).doesNotHaveDuplicates();
    assertThat(sent.offsetMsgId().split(",")).hasSize(10).doesNotHaveDuplicates();
    var inbox = new Inbox();
    try (var subscription = client.subscribe(Names.fresh("group"), topic, "*", inbox)) {
      assertThat(subscription).isNotNull();
      inbox.awaitBodies(bodies);
    }
    List<Received> batch =
        inbox.all().stream().filter(message -> message.body().startsWith("m")).toList();
    assertThat(batch).extracting(Received::queueId).containsOnly(sent.queueId());
    assertThat(batch)
        .extracting(Received::queueOffset)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 10).mapToObj(i -> sent.queueOffset() + i).toList());
    assertThat(batch)
        .extracting(Received::msgId)
        .containsExactlyInAnyOrder(sent.msgId().split(","));
  }

  @Test
  void shouldPutMessagesIntoTheSelectedQueueInOrder() throws Exception {
    String topic = Names.fresh("selector");
    client.sendSync(topic, List.of("first"));

    List<Sent> sent = client.sendToQueue(topic, 2, bodies("m", 5));

    assertThat(sent).extracting(Sent::queueId).containsOnly(2);
    long first = sent.get(0).queueOffset();
    assertThat(sent)
        .extracting(Sent::queueOffset)
        .containsExactly(first, first + 1, first + 2, first + 3, first + 4);
  }

  @Test
  void shouldDeliverWhatWasSentUnchanged() throws Exception {
    String topic = Names.fresh("content");
    List<Sent> sent = client.sendSync(topic, List.of("ä ö 漢 \u0000", ".", "x".repeat(100_000)));

    var inbox = new Inbox();
    try (var subscription = client.subscribe(Names.fresh("group"), topic, "*", inbox)) {
      assertThat(subscription).isNotNull();
      inbox.awaitBodies(List.of("ä ö 漢 \u0000", ".", "x".repeat(100_000)));
    }

    for (Received message : inbox.all()) {
      int i = Integer.parseInt(message.keys().substring(1));
      assertThat(message.msgId()).isEqualTo(sent.get(i).msgId());
      assertThat(message.topic()).isEqualTo(topic);
      assertThat(message.tags()).isEqualTo(i % 2 == 0 ? "a" : "b");
      assertThat(message.queueId()).isEqualTo(sent.get(i).queueId());
      assertThat(message.queueOffset()).isEqualTo(sent.get(i).queueOffset());
      assertThat(message.reconsumeTimes()).isZero();
    }
  }

  @Test
  void shouldDeliverOnlyTheTagsAskedFor() throws Exception {
    String topic = Names.fresh("tags");
    client.sendSync(topic, bodies("m", 8));

    var inbox = new Inbox();
    try (var subscription = client.subscribe(Names.fresh("group"), topic, "b || c", inbox)) {
      assertThat(subscription).isNotNull();
      inbox.awaitBodies(List.of("m1", "m3", "m5", "m7"));
    }

    assertThat(inbox.bodies()).containsExactlyInAnyOrder("m1", "m3", "m5", "m7");
  }

  @Test
  void shouldShareAGroupsQueuesSoThatEachMessageComesOnce() throws Exception {
    String topic = Names.fresh("shared");
    String group = Names.fresh("group");
    client.sendSync(topic, List.of("first"));
    List<String> bodies = bodies("m", 400);

    var one = new Inbox();
    var two = new Inbox();
    try (var first = client.subscribe(group, topic, "*", one);
        var second = client.subscribe(group, topic, "*", two)) {
      assertThat(first).isNotSameAs(second);
      new Balance(client, topic, one, two).await();
      client.sendAsync(topic, bodies);
      Balance.awaitBodies(bodies, one, two);
    }

    Balance.assertEachOnce(bodies, one, two);
    Balance.assertEachQueueOwnedOnce(one, two);
  }

  @Test
  void shouldGoOnWhereTheGroupStopped() throws Exception {
    String topic = Names.fresh("resume");
    String group = Names.fresh("group");
    List<String> before = bodies("before", 40);
    List<String> after = bodies("after", 40);
    client.sendSync(topic, before);
    var first = new Inbox();
    try (var subscription = client.subscribe(group, topic, "*", first)) {
      assertThat(subscription).isNotNull();
      first.awaitBodies(before);
    }
    client.sendSync(topic, after);

    var second = new Inbox();
    try (var subscription = client.subscribe(group, topic, "*", second)) {
      assertThat(subscription).isNotNull();
      second.awaitBodies(after);
    }

    assertThat(second.bodies()).containsExactlyInAnyOrderElementsOf(after);
  }

  static List<String> bodies(String prefix, int count) {
    String[] bodies = new String[count];
    Arrays.setAll(bodies, i -> prefix + i);
    return List.of(bodies);
  }
}
