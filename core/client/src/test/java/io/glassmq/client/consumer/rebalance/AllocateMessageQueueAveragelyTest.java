package io.glassmq.client.consumer.rebalance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.glassmq.client.fake.Vectors;
import io.glassmq.common.message.MessageQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** AS-1 to AS-4, on everything that the official strategy was asked. */
class AllocateMessageQueueAveragelyTest {
  private final AllocateMessageQueueAveragely strategy = new AllocateMessageQueueAveragely();

  static Stream<JsonNode> cases() {
    return Vectors.cases("averagely.json.gz");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldShareOutQueuesAsTheOfficialStrategyDoes(JsonNode example) {
    List<String> members = new ArrayList<>();
    example.get("consumers").forEach(id -> members.add(id.asText()));
    List<MessageQueue> queues = new ArrayList<>();
    example
        .get("queues")
        .forEach(
            q -> queues.add(new MessageQueue("TopicTest", q.get(0).asText(), q.get(1).asInt())));

    example
        .get("results")
        .properties()
        .forEach(
            result -> {
              if (result.getValue().has("exception")) {
                assertThatIllegalArgumentException()
                    .isThrownBy(() -> strategy.allocate("G", result.getKey(), queues, members));
                return;
              }
              List<MessageQueue> expected = new ArrayList<>();
              result.getValue().forEach(index -> expected.add(queues.get(index.asInt())));
              assertThat(strategy.allocate("G", result.getKey(), queues, members))
                  .isEqualTo(expected);
            });
  }

  @Test
  void shouldGiveNothingToAStranger() {
    var queue = new MessageQueue("T", "b", 0);

    assertThat(strategy.allocate("G", "stranger", List.of(queue), List.of("member"))).isEmpty();
  }

  @Test
  void shouldBeKnownAsAvg() {
    assertThat(strategy.getName()).isEqualTo("AVG");
  }
}
