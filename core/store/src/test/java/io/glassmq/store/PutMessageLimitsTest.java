package io.glassmq.store;

import static io.glassmq.store.PutMessageStatus.MESSAGE_ILLEGAL;
import static io.glassmq.store.PutMessageStatus.PROPERTIES_SIZE_EXCEEDED;
import static io.glassmq.store.PutMessageStatus.PUT_OK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.message.BatchEntry;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageProperties;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The largest message that is taken, and the smallest that is not. */
class PutMessageLimitsTest {
  private static final int MAX_BODY = 10_000;

  @TempDir Path root;
  private TestStore store;

  @BeforeEach
  void open() throws Exception {
    store =
        TestStore.open(
            root,
            "maxMessageSize",
            Integer.toString(MAX_BODY),
            "mappedFileSizeCommitLog",
            Integer.toString(64 << 10));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private PutMessageStatus put(MessageExtBrokerInner message) {
    long before = store.store.getMaxPhyOffset();
    PutMessageStatus status = store.store.putMessage(message).join().status();
    assertThat(store.store.getMaxPhyOffset() > before).isEqualTo(status == PUT_OK);
    return status;
  }

  private static MessageExtBrokerInner ofTopic(String topic) {
    return Messages.message(topic, 0, "x");
  }

  @Test
  void shouldTakeABodyOfTheLargestSize() {
    assertThat(put(Messages.message("A", 0, "x".repeat(MAX_BODY)))).isEqualTo(PUT_OK);
    assertThat(put(Messages.message("A", 0, "x".repeat(MAX_BODY + 1)))).isEqualTo(MESSAGE_ILLEGAL);
    assertThat(store.bodies("A", 0)).containsExactly("x".repeat(MAX_BODY));
  }

  @Test
  void shouldTakeABatchOfTheLargestSizeAsItWasSent() {
    int overhead = batchOf("").getBody().length;

    assertThat(put(batchOf("x".repeat(MAX_BODY - overhead)))).isEqualTo(PUT_OK);
    assertThat(put(batchOf("x".repeat(MAX_BODY - overhead + 1)))).isEqualTo(MESSAGE_ILLEGAL);
  }

  private static MessageExtBatch batchOf(String body) {
    var batch = Messages.batch("A", 0, "1");
    batch.setBody(BatchEntry.encode(List.of(new Message("A", body.getBytes(UTF_8)))));
    return batch;
  }

  @Test
  void shouldTakePropertiesOfTheLargestSize() {
    int most = MessageProperties.MAX_ENCODED_BYTES - "k12".length();
    var largest = Messages.message("A", 0, "x", Map.of("k", "v".repeat(most)));
    var tooLarge = Messages.message("A", 0, "x", Map.of("k", "v".repeat(most + 1)));

    assertThat(largest.getPropertiesString()).hasSize(32_767);
    assertThat(put(largest)).isEqualTo(PUT_OK);
    assertThat(put(tooLarge)).isEqualTo(PROPERTIES_SIZE_EXCEEDED);
    assertThat(store.readAll("A", 0).get(0).getProperty("k")).hasSize(most);
  }

  @Test
  void shouldCountPropertiesInBytes() {
    int most = MessageProperties.MAX_ENCODED_BYTES - "k12".length();

    assertThat(put(Messages.message("A", 0, "x", Map.of("k", "ü".repeat(most / 2)))))
        .isEqualTo(PUT_OK);
    assertThat(put(Messages.message("A", 0, "x", Map.of("k", "ü".repeat(most / 2 + 1)))))
        .isEqualTo(PROPERTIES_SIZE_EXCEEDED);
  }

  @Test
  void shouldTakeTopicsOfTheLargestSize() {
    assertThat(put(ofTopic("t".repeat(127)))).isEqualTo(PUT_OK);
    assertThat(put(ofTopic("t".repeat(128)))).isEqualTo(MESSAGE_ILLEGAL);
    assertThat(put(ofTopic("%RETRY%" + "t".repeat(248)))).isEqualTo(PUT_OK);
    assertThat(put(ofTopic("%RETRY%" + "t".repeat(249)))).isEqualTo(MESSAGE_ILLEGAL);
    assertThat(store.bodies("%RETRY%" + "t".repeat(248), 0)).containsExactly("x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "../A", "a/b", "/", "a\\b", "\0", "a\0b", " ", "ü"})
  void shouldRefuseATopicThatIsNoFolderOfTheStore(String topic) {
    assertThat(put(ofTopic(topic))).isEqualTo(MESSAGE_ILLEGAL);
  }

  @Test
  void shouldRefuseAQueueThatTheNextStartWouldNotFind() {
    assertThat(put(Messages.message("A", -1, "x"))).isEqualTo(MESSAGE_ILLEGAL);
  }
}
