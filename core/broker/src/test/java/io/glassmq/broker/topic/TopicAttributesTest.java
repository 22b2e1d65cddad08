package io.glassmq.broker.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glassmq.remoting.RequestRefusedException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicAttributesTest {

  @Test
  void shouldSetAndRemove() throws RequestRefusedException {
    var changes = TopicAttributes.parse("+message.type=FIFO, -reserve.time");

    assertThat(TopicAttributes.change(Map.of("reserve.time", "7"), changes))
        .isEqualTo(Map.of("message.type", "FIFO"));
  }

  @Test
  void shouldLeaveAllAsItIsWithoutChanges() throws RequestRefusedException {
    assertThat(TopicAttributes.change(Map.of("a", "b"), TopicAttributes.parse("")))
        .isEqualTo(Map.of("a", "b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+no.such.key=1",
        "message.type=FIFO",
        "-message.type",
        "+cleanup.policy=COMPACTION",
        "+message.type=FIFO,+message.type=NORMAL"
      })
  void shouldRefuseWhatCannotBeMeant(String text) {
    assertThatThrownBy(() -> TopicAttributes.change(null, TopicAttributes.parse(text)))
        .isInstanceOf(RequestRefusedException.class);
  }

  @Test
  void shouldNotChangeAFixedAttribute() {
    assertThatThrownBy(
            () -> TopicAttributes.change(Map.of(), TopicAttributes.parse("+queue.type=SimpleCQ")))
        .hasMessageContaining("queue.type");
  }
}
