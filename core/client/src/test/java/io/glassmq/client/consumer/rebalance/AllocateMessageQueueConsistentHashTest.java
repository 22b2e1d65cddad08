package io.glassmq.client.consumer.rebalance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.glassmq.client.consumer.AllocateMessageQueueStrategy;
import io.glassmq.client.fake.Vectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllocateMessageQueueConsistentHashTest extends AllocateMessageQueueStrategyContract {
  @Override
  AllocateMessageQueueStrategy create() {
    return new AllocateMessageQueueConsistentHash();
  }

  @Override
  String recording() {
    return "consistent-hash";
  }

  @Override
  String name() {
    return "CONSISTENT_HASH";
  }

  static Stream<JsonNode> hashes() {
    return Vectors.cases("alloc/consistent-hash-function.json");
  }

  @ParameterizedTest
  @MethodSource("hashes")
  void shouldPlaceATextOnTheRingAsTheOfficialStrategyDoes(JsonNode example) {
    assertThat(AllocateMessageQueueConsistentHash.md5(example.get("key").asText()))
        .isEqualTo(example.get("hash").asLong());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void shouldDoWithFewPoints(int points) {
    JsonNode example = Vectors.constructed("consistent-hash virtualNodeCnt=" + points);

    check(
        new AllocateMessageQueueConsistentHash(points),
        example,
        example.get("currentCID").asText(),
        example.get("result"));
  }

  @Test
  void shouldRefuseANegativeNumberOfPoints() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AllocateMessageQueueConsistentHash(-1))
        .withMessageContaining("-1");
  }
}
