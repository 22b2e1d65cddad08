package io.glassmq.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.common.message.MessageDecoder;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.header.QueryMessageRequestHeader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Queries over a socket to a running broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryMessageTest {
  private TestBroker broker;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    broker =
        TestBroker.start(
            folder,
            "maxHashSlotNum",
            "100",
            "maxIndexNum",
            "1000",
            "maxMsgsNumBatch",
            "5",
            "defaultQueryMaxNum",
            "2");
    for (int i = 0; i < 7; i++) {
      send("Query", "KEYS\u0001all k" + i + "\u0002TAGS\u0001tag" + i % 2 + "\u0002", "m" + i);
    }
    send("Query", "KEYS\u0001Aa\u0002UNIQ_KEY\u0001ID7\u0002", "m7");
    send("Query", "KEYS\u0001BB\u0002UNIQ_KEY\u0001ID7\u0002", "m8");
    send("Query", "UNIQ_KEY\u0001ID7\u0002", "m9");
    await()
        .pollInterval(Duration.ofMillis(1))
        .until(() -> broker.controller().messageStore().dispatchBehindBytes() == 0);
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  private void send(String topic, String properties, String body) throws Exception {
    assertThat(broker.send(topic, 0, properties, body).responseCode())
        .isEqualTo(ResponseCode.SUCCESS);
  }

  private RemotingCommand query(String topic, String key, int maxNum, String indexType)
      throws Exception {
    return broker.call(
        RequestCode.QUERY_MESSAGE,
        new QueryMessageRequestHeader(topic, key, maxNum, 0, Long.MAX_VALUE, indexType));
  }

  private static List<String> bodies(RemotingCommand answer) {
    assertThat(answer.responseCode()).as(answer.remark()).isEqualTo(ResponseCode.SUCCESS);
    return MessageDecoder.decodes(ByteBuffer.wrap(answer.body())).stream()
        .map(message -> new String(message.getBody()))
        .toList();
  }

  @Test
  void shouldFindTheNewestMessagesWithAKeyOldestFirst() throws Exception {
    assertThat(bodies(query("Query", "all", 3, "K"))).containsExactly("m4", "m5", "m6");
    assertThat(bodies(query("Query", "k0", 3, null))).containsExactly("m0");
  }

  @Test
  void shouldGiveNoMoreThanItsOwnLimit() throws Exception {
    assertThat(bodies(query("Query", "all", Integer.MAX_VALUE, "K"))).hasSize(5);
  }

  @Test
  void shouldFindMessagesByTag() throws Exception {
    assertThat(bodies(query("Query", "tag1", 9, "T"))).containsExactly("m1", "m3", "m5");
  }

  @Test
  void shouldTakeItsOwnCountForAUniqueId() throws Exception {
    var header = new QueryMessageRequestHeader("Query", "ID7", 99, 0, Long.MAX_VALUE, "U");
    var request = RemotingCommand.createRequest(RequestCode.QUERY_MESSAGE, header);

    var answer = broker.call(request.addField("_UNIQUE_KEY_QUERY", "true"));

    assertThat(bodies(answer)).containsExactly("m8", "m9");
  }

  @Test
  void shouldTellKeysWithTheSameHashApart() throws Exception {
    assertThat("Query#Aa".hashCode()).isEqualTo("Query#BB".hashCode());

    assertThat(bodies(query("Query", "Aa", 9, "K"))).containsExactly("m7");
    assertThat(bodies(query("Query", "BB", 9, "K"))).containsExactly("m8");
  }

  @Test
  void shouldSayHowFarTheIndexIs() throws Exception {
    RemotingCommand answer = query("Query", "ID7", 1, "U");

    var newest = MessageDecoder.decode(ByteBuffer.wrap(answer.body()));
    assertThat(answer.field("indexLastUpdateTimestamp")).isEqualTo("" + newest.getStoreTimestamp());
    assertThat(answer.field("indexLastUpdatePhyoffset"))
        .isEqualTo("" + newest.getCommitLogOffset());
  }

  @Test
  void shouldSayWhenThereIsNone() throws Exception {
    assertThat(query("Query", "nobody", 3, "K").responseCode())
        .isEqualTo(ResponseCode.QUERY_NOT_FOUND);
    assertThat(query("Nowhere", "all", 3, "K").responseCode())
        .isEqualTo(ResponseCode.QUERY_NOT_FOUND);
    assertThat(query("Query", "all", -1, "K").responseCode())
        .isEqualTo(ResponseCode.QUERY_NOT_FOUND);
  }
}
