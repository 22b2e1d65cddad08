package io.glassmq.common.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MessageBatchTest {

  private static Message message(String topic) {
    return new Message(topic, new byte[] {1, 2, 3});
  }

  @Nested
  class GenerateFromList {
    @Test
    void shouldTakeTopicAndWaitFlagFromItsMessages() {
      Message first = message("T");
      first.setWaitStoreMsgOK(false);
      Message second = message("T");
      second.setWaitStoreMsgOK(false);

      MessageBatch batch = MessageBatch.generateFromList(List.of(first, second));

      assertThat(batch.getTopic()).isEqualTo("T");
      assertThat(batch.isWaitStoreMsgOK()).isFalse();
      assertThat(batch).containsExactly(first, second);
    }

    @Test
    void shouldRefuseNoMessages() {
      assertThatThrownBy(() -> MessageBatch.generateFromList(List.of()))
          .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseADelayedMessage() {
      Message delayed = message("T");
      delayed.setDelayTimeLevel(3);

      assertRefused(message("T"), delayed);
    }

    @Test
    void shouldRefuseARetryTopic() {
      assertRefused(message("%RETRY%g"), message("%RETRY%g"));
    }

    @Test
    void shouldRefuseTwoTopics() {
      assertRefused(message("T"), message("U"));
    }

    @Test
    void shouldRefuseTwoWaitFlags() {
      Message impatient = message("T");
      impatient.setWaitStoreMsgOK(false);

      assertRefused(message("T"), impatient);
    }

    private void assertRefused(Message... messages) {
      assertThatThrownBy(() -> MessageBatch.generateFromList(List.of(messages)))
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Test
  void shouldEncodeItsMessagesBackToBack() {
    MessageBatch batch = MessageBatch.generateFromList(List.of(message("T"), message("T")));

    assertThat(BatchEntry.decode(ByteBuffer.wrap(batch.encode())))
        .extracting(BatchEntry::body)
        .containsExactly(new byte[] {1, 2, 3}, new byte[] {1, 2, 3});
  }
}
