package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.message.CrcProperty;
import io.glassmq.common.message.MessageConst;
import io.glassmq.common.message.MessageExt;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store with {@code enabledAppendPropCRC}. */
class AppendCrcTest {
  @TempDir Path root;
  private TestStore store;

  @BeforeEach
  void open() throws StoreException {
    store = TestStore.open(root, "enabledAppendPropCRC", "true");
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void assertCrc(long offset) {
    GetMessageResult record = store.store.selectOneMessageByOffset(offset).orElseThrow();
    ByteBuffer bytes = record.buffers().get(0);
    assertThat(CrcProperty.isValid(bytes, 0, bytes.remaining())).isTrue();
    record.release();
  }

  private MessageExt stored(MessageExtBrokerInner message) {
    long offset = store.put(message).wroteOffset();
    assertCrc(offset);
    return store.store.lookMessageByOffset(offset).orElseThrow();
  }

  @Test
  void shouldCoverTheWholeRecord() {
    stored(Messages.message("A", 0, "1"));
    MessageExt second = stored(Messages.message("A", 0, "2", Map.of("TAGS", "T", "k", "v")));

    assertThat(second.getQueueOffset()).isEqualTo(1);
    assertThat(second.getTags()).isEqualTo("T");
    assertThat(second.getProperty("k")).isEqualTo("v");
    assertThat(second.getProperty(CrcProperty.NAME)).hasSize(10);
  }

  @Test
  void shouldCoverEachRecordOfABatch() {
    AppendMessageResult batch = store.put(Messages.batch("A", 0, "1", "22", "333"));

    assertThat(store.readAll("A", 0)).hasSize(3).allSatisfy(m -> assertCrc(m.getCommitLogOffset()));
    assertThat(batch.msgNum()).isEqualTo(3);
  }

  @Test
  void shouldReplaceTheOneOfAnEarlierLife() {
    MessageExt first = stored(Messages.message("A", 0, "1", Map.of("k", "v")));

    MessageExt again = stored(Messages.copyOf(first));

    assertThat(again.getProperties()).containsOnlyKeys("k", CrcProperty.NAME);
    assertThat(again.getProperty(CrcProperty.NAME))
        .isNotEqualTo(first.getProperty(CrcProperty.NAME));
  }

  @Test
  void shouldCloseThePropertiesOfAnOldClient() {
    var message = Messages.message("A", 0, "1");
    message.setPropertiesString("TAGS\u0001T");

    assertThat(stored(message).getProperty(MessageConst.PROPERTY_TAGS)).isEqualTo("T");
  }

  @Test
  void shouldRefusePropertiesThatLeaveNoRoomForIt() {
    var fits = Messages.message("A", 0, "1");
    fits.setPropertiesString("k\u0001" + "v".repeat(32_767 - 20 - 3) + "\u0002");
    var tooLong = Messages.message("A", 0, "1");
    tooLong.setPropertiesString("k\u0001" + "v".repeat(32_767 - 20 - 2) + "\u0002");

    assertThat(store.store.putMessage(tooLong).join().status())
        .isEqualTo(PutMessageStatus.PROPERTIES_SIZE_EXCEEDED);
    assertThat(store.store.putMessage(fits).join().status())
        .isEqualTo(PutMessageStatus.MESSAGE_ILLEGAL); // larger than a log file of the test
  }
}
