package io.glassmq.common.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageTest {
  private final Message message = new Message("T", "TagA", "k1 k2", new byte[] {1});

  @Test
  void shouldKeepTagsKeysAndWaitFlagAsProperties() {
    assertThat(message.getProperties())
        .containsEntry("TAGS", "TagA")
        .containsEntry("KEYS", "k1 k2")
        .containsEntry("WAIT", "true")
        .hasSize(3);
  }

  @Test
  void shouldJoinSeveralKeys() {
    message.setKeys(List.of("a", "b", "c"));

    assertThat(message.getKeys()).isEqualTo("a b c");
  }

  @Test
  void shouldRefuseAPropertyOfTheSystem() {
    assertThatThrownBy(() -> message.putUserProperty("UNIQ_KEY", "x"))
        .isInstanceOf(RuntimeException.class)
        .hasMessageContaining("UNIQ_KEY");
  }

  @Test
  void shouldRefuseAPropertyWithoutNameOrValue() {
    for (String blank : Arrays.asList(null, "", " ")) {
      assertThatThrownBy(() -> message.putUserProperty(blank, "x"))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> message.putUserProperty("name", blank))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void shouldSayWhatItIsWithoutItsBody() {
    assertThat(message.toString()).contains("T", "TagA", "1 bytes");
  }

  @Test
  void shouldOrderQueuesByTopicThenBrokerThenNumber() {
    var first = new MessageQueue("A", "b", 9);
    var second = new MessageQueue("B", "a", 10);
    var third = new MessageQueue("B", "b", 2);
    var fourth = new MessageQueue("B", "b", 10);

    List<MessageQueue> sorted = List.of(fourth, third, second, first).stream().sorted().toList();

    assertThat(sorted).containsExactly(first, second, third, fourth);
  }

  @Test
  void shouldPreferTheIdThatTheProducerMade() {
    var received = new MessageExt();
    received.setMsgId("OFFSET");
    assertThat(received.getMsgId()).isEqualTo("OFFSET");

    received.putProperty("UNIQ_KEY", "UNIQ");

    assertThat(received.getMsgId()).isEqualTo("UNIQ");
    assertThat(received.getOffsetMsgId()).isEqualTo("OFFSET");
  }
}
