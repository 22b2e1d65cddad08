package io.glassmq.store.timer;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.message.MessageProperties;
import io.glassmq.store.MessageExtBrokerInner;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TimerTopicTest {
  private static final long NOW = 1_795_324_719_597L;

  private final TimerTopic topic = new TimerTopic(() -> NOW);

  private static MessageExtBrokerInner message() {
    var message = new MessageExtBrokerInner();
    message.setTopic("Revive");
    message.setQueueId(3);
    message.setPropertiesString(MessageProperties.encode(Map.of("TAGS", "ck")));
    return message;
  }

  private static Map<String, String> properties(MessageExtBrokerInner message) {
    return MessageProperties.decode(message.getPropertiesString());
  }

  @Nested
  class HoldBack {
    @Test
    void shouldLetTheMessageWaitAndNoteWhereItBelongs() {
      var message = message();

      assertThat(topic.holdBack(message, 1_795_324_730_597L)).isTrue();

      assertThat(message.getTopic()).isEqualTo("rmq_sys_wheel_timer");
      assertThat(message.getQueueId()).isZero();
      assertThat(properties(message))
          .isEqualTo(
              Map.of(
                  "TAGS", "ck",
                  "REAL_TOPIC", "Revive",
                  "REAL_QID", "3",
                  "TIMER_OUT_MS", "1795324730000"));
    }

    @Test
    void shouldTakeTheSecondBeforeAFullSecond() {
      var message = message();

      topic.holdBack(message, 1_795_324_731_000L);

      assertThat(properties(message)).containsEntry("TIMER_OUT_MS", "1795324730000");
    }

    @Test
    void shouldLeaveAMessageAloneThatIsDueAlready() {
      var message = message();

      assertThat(topic.holdBack(message, NOW)).isFalse();

      assertThat(message.getTopic()).isEqualTo("Revive");
      assertThat(message.getQueueId()).isEqualTo(3);
      assertThat(properties(message)).isEqualTo(Map.of("TAGS", "ck"));
    }
  }
}
