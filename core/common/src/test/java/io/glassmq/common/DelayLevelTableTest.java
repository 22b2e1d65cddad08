package io.glassmq.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DelayLevelTableTest {

  static Stream<JsonNode> cases() {
    return GoldenVectors.cases("delay-level");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldReadTheSameTableOrRefuseIt(JsonNode golden) {
    String text = golden.get("config").asText();
    JsonNode result = golden.get("result");
    if (!result.get("ok").asBoolean()) {
      assertThatThrownBy(() -> DelayLevelTable.parse(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is no delay");
      return;
    }

    DelayLevelTable table = DelayLevelTable.parse(text);

    List<Long> millis = new ArrayList<>();
    for (int level = 1; level <= result.get("maxDelayLevel").asInt(); level++) {
      millis.add(result.get("levels").get(Integer.toString(level)).asLong());
    }
    assertThat(table.millis()).isEqualTo(millis);
    assertThat(table.maxDelayLevel()).isEqualTo(millis.size());
  }

  @Test
  void shouldCountALevelOverTheHighestAsTheHighest() {
    DelayLevelTable table = DelayLevelTable.parse("1s 5s");

    assertThat(table.deliverTimeMillis(2, 100)).isEqualTo(5_100);
    assertThat(table.deliverTimeMillis(3, 100)).isEqualTo(5_100);
  }

  @Test
  void shouldHoldAMessageOfNoLevelBackForASecond() {
    assertThat(DelayLevelTable.parse("5s").deliverTimeMillis(0, 100)).isEqualTo(1_100);
  }
}
