package io.glassmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.glassmq.interop.driver.ClientDriver;
import io.glassmq.interop.driver.QueryDriver;
import io.glassmq.interop.driver.Received;
import io.glassmq.interop.driver.Sent;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How the admins of both makes find messages on any servers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class QueryContract {
  @RegisterExtension static final Shared<OfficialClients> CLIENTS = OfficialClients.shared();

  private static final Duration LIMIT = Duration.ofSeconds(45);

  private final Map<Admin, QueryDriver> admins = new EnumMap<>(Admin.class);
  private ClientDriver client;

  /** Whose admin asks. */
  enum Admin {
    OFFICIAL,
    GLASS
  }

  abstract Servers servers();

  @BeforeAll
  void open() throws Exception {
    OfficialClient official = CLIENTS.get().get(ClientKind.V5_JSON);
    String namesrv = servers().namesrvAddr();
    client = official.client(namesrv, Names.fresh("client"));
    admins.put(Admin.OFFICIAL, official.query(namesrv, Names.fresh("admin")));
    admins.put(Admin.GLASS, new GlassQueryDriver());
    admins.get(Admin.GLASS).start(namesrv, Names.fresh("admin"));
  }

  @AfterAll
  void close() {
    client.close();
    admins.values().forEach(QueryDriver::close);
  }

  private static List<Received> awaitFound(QueryDriver admin, String topic, String key) {
    return await()
        .atMost(LIMIT)
        .ignoreExceptions()
        .until(
            () -> admin.query(topic, key, 32, 0, Long.MAX_VALUE), messages -> !messages.isEmpty());
  }

  @ParameterizedTest
  @EnumSource
  void shouldFindMessagesByKey(Admin make) throws Exception {
    String topic = Names.fresh("query");
    List<Sent> sent = client.sendSync(topic, List.of("zero", "one", "two"));
    QueryDriver admin = admins.get(make);

    List<Received> found = awaitFound(admin, topic, "k2");

    assertThat(found)
        .extracting(Received::body, Received::msgId, Received::queueOffset)
        .containsExactly(tuple("two", sent.get(2).msgId(), sent.get(2).queueOffset()));
  }

  @ParameterizedTest
  @EnumSource
  void shouldFindTheNewestMessagesOldestFirst(Admin make) throws Exception {
    String topic = Names.fresh("query");
    for (String body : List.of("a", "b", "c")) {
      client.sendToQueue(topic, 0, List.of(body));
    }
    QueryDriver admin = admins.get(make);
    await().atMost(LIMIT).until(() -> awaitFound(admin, topic, "k0").size() == 3);

    assertThat(admin.query(topic, "k0", 2, 0, Long.MAX_VALUE))
        .extracting(Received::body)
        .containsExactly("b", "c");
  }

  @ParameterizedTest
  @EnumSource
  void shouldLookAtTheTime(Admin make) throws Exception {
    String topic = Names.fresh("query");
    client.sendSync(topic, List.of("zero"));
    long now = System.currentTimeMillis();
    QueryDriver admin = admins.get(make);
    awaitFound(admin, topic, "k0");

    assertThat(admin.query(topic, "k0", 32, now - 60_000, now + 60_000)).hasSize(1);
    assertThatThrownBy(() -> admin.query(topic, "k0", 32, now + 60_000, now + 90_000))
        .hasMessageContaining("208");
    assertThatThrownBy(() -> admin.query(topic, "k0", 32, now - 90_000, now - 60_000))
        .hasMessageContaining("208");
  }

  @ParameterizedTest
  @EnumSource
  void shouldFindAMessageByEitherId(Admin make) throws Exception {
    String topic = Names.fresh("query");
    Sent sent = client.sendSync(topic, List.of("zero", "one")).get(1);
    QueryDriver admin = admins.get(make);
    awaitFound(admin, topic, "k1");

    assertThat(admin.view(topic, sent.msgId()).body()).isEqualTo("one");
    assertThat(admin.view(topic, sent.offsetMsgId()).body()).isEqualTo("one");
  }

  @ParameterizedTest
  @EnumSource
  void shouldFindEachMessageOfABatch(Admin make) throws Exception {
    String topic = Names.fresh("query");
    client.sendSync(topic, List.of("first"));
    String[] ids = client.sendBatch(topic, List.of("zero", "one", "two")).msgId().split(",");
    QueryDriver admin = admins.get(make);
    awaitFound(admin, topic, "k2");

    assertThat(admin.view(topic, ids[2]).body()).isEqualTo("two");
  }

  @ParameterizedTest
  @EnumSource
  void shouldTellThatThereIsNone(Admin make) throws Exception {
    String topic = Names.fresh("query");
    client.sendSync(topic, List.of("zero"));
    QueryDriver admin = admins.get(make);
    awaitFound(admin, topic, "k0");

    assertThatThrownBy(() -> admin.query(topic, "nobody", 32, 0, Long.MAX_VALUE))
        .hasMessageContaining("208");
    assertThatThrownBy(() -> admin.view(topic, "7F0000010001000000000000000000FF"))
        .hasMessageContaining("208");
  }
}
