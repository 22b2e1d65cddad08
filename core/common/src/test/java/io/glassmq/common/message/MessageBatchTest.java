package io.glassmq.common.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

    static Stream<Consumer<Message>> delays() {
      return Stream.of(
          message -> message.setDelayTimeLevel(3),
          message -> message.setDelayTimeSec(1),
          message -> message.setDelayTimeMs(1),
          message -> message.setDeliverTimeMs(1));
    }

    @ParameterizedTest
    @MethodSource("delays")
    void shouldRefuseADelayedMessage(Consumer<Message> delay) {
      Message delayed = message("T");
      delay.accept(delayed);

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
