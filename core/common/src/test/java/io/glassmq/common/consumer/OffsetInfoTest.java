package io.glassmq.common.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.glassmq.common.GoldenVectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OffsetInfoTest {
  private static final List<RetryKind> KINDS = List.of(RetryKind.values());

  static Stream<JsonNode> cases(String op) {
    return GoldenVectors.cases("pop-extra-info").filter(c -> c.path("op").asText().equals(op));
  }

  static Stream<JsonNode> starts() {
    return cases("parseStartOffsetInfo");
  }

  static Stream<JsonNode> messages() {
    return cases("parseMsgOffsetInfo");
  }

  static Stream<JsonNode> counts() {
    return cases("parseOrderCountInfo");
  }

  @Nested
  class Parse {
    @ParameterizedTest
    @MethodSource("io.glassmq.common.consumer.OffsetInfoTest#starts")
    void shouldFindStartOffsetsAsTheOfficialOne(JsonNode golden) {
      String input = GoldenVectors.text(golden, "input");
      JsonNode result = golden.path("result");
      if (result.has("exception")) {
        assertThatThrownBy(() -> OffsetInfo.parse(input, null, null))
            .hasSameClassAs(exception(result));
        return;
      }

      var info = OffsetInfo.parse(input, null, null);

      for (var entry : result.properties()) {
        String[] key = entry.getKey().split("@");
        assertThat(info.startOffset(RetryKind.ofMark(key[0]), Integer.parseInt(key[1])))
            .hasValue(entry.getValue().asLong());
      }
      assertThat(info.startOffset(RetryKind.NORMAL, 77)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.glassmq.common.consumer.OffsetInfoTest#messages")
    void shouldFindMessageOffsetsAsTheOfficialOne(JsonNode golden) {
      String input = GoldenVectors.text(golden, "input");
      JsonNode result = golden.path("result");
      if (result.has("exception")) {
        assertThatThrownBy(() -> OffsetInfo.parse(null, input, null))
            .hasSameClassAs(exception(result));
        return;
      }

      var info = OffsetInfo.parse(null, input, null);

      for (var entry : result.properties()) {
        String[] key = entry.getKey().split("@");
        List<Long> expected = new ArrayList<>();
        entry.getValue().forEach(offset -> expected.add(offset.asLong()));
        assertThat(info.offsets(RetryKind.ofMark(key[0]), Integer.parseInt(key[1])))
            .isEqualTo(expected);
      }
      assertThat(info.offsets(RetryKind.NORMAL, 77)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.glassmq.common.consumer.OffsetInfoTest#counts")
    void shouldWriteOrderCountsAgainAsTheOfficialOneHadThem(JsonNode golden) {
      String input = GoldenVectors.text(golden, "input");

      var info = OffsetInfo.parse(null, null, input);

      assertThat(info.orderCountInfo()).isEqualTo(input == null ? "" : input);
    }

    @Test
    void shouldSayWhatIsWrong() {
      assertThatThrownBy(() -> OffsetInfo.parse("0 0", null, null))
          .hasMessage("parse startOffsetInfo error, 0 0");
      assertThatThrownBy(() -> OffsetInfo.parse("0 0 5;0 0 6", null, null))
          .hasMessage("parse startOffsetInfo error, duplicate, 0 0 5;0 0 6");
    }

    private static Exception exception(JsonNode result) {
      return result.path("exception").asText().endsWith("NumberFormatException")
          ? new NumberFormatException()
          : new IllegalArgumentException();
    }
  }

  @Nested
  class AddMessages {
    @Test
    void shouldBuildTheTextsOfTheOfficialOne() {
      JsonNode golden = cases("build").findFirst().orElseThrow();
      var info = new OffsetInfo();

      for (JsonNode queue : golden.path("queues")) {
        List<Long> offsets = new ArrayList<>();
        queue.path(3).forEach(offset -> offsets.add(offset.asLong()));
        RetryKind kind = RetryKind.ofTopic(queue.path(0).asText());
        info.addMessages(kind, queue.path(1).asInt(), queue.path(2).asLong(), offsets);
      }

      assertThat(info.startOffsetInfo()).isEqualTo(golden.path("startOffsetInfo").asText());
      assertThat(info.msgOffsetInfo()).isEqualTo(golden.path("msgOffsetInfo").asText());
      assertThat(info.orderCountInfo()).isEmpty();
    }

    @Test
    void shouldRefuseTheSameQueueTwice() {
      var info = new OffsetInfo();
      info.addMessages(RetryKind.NORMAL, 1, 0, List.of(0L));

      assertThatThrownBy(() -> info.addMessages(RetryKind.NORMAL, 1, 5, List.of(5L)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("0 1");
    }
  }

  @Nested
  class AddOrderCounts {
    @Test
    void shouldNameDeliveredMessagesAndThenTheLeastOfTheQueue() {
      var info = new OffsetInfo();

      info.addOrderCounts(RetryKind.NORMAL, 0, List.of(1L, 2L), Map.of(1L, 1));

      assertThat(info.orderCountInfo()).isEqualTo("0 qo0%1 1;0 0 0");
      assertThat(info.orderCount(RetryKind.NORMAL, 0, 1)).hasValue(1);
      assertThat(info.orderCount(RetryKind.NORMAL, 0, 2)).hasValue(0);
    }

    @Test
    void shouldSayZeroWhenNothingWasDeliveredBefore() {
      var info = new OffsetInfo();

      info.addOrderCounts(RetryKind.NORMAL, 3, List.of(0L, 1L), Map.of());

      assertThat(info.orderCountInfo()).isEqualTo("0 3 0");
    }

    @Test
    void shouldKnowNothingOfOtherQueues() {
      var info = OffsetInfo.parse(null, null, "0 qo0%1 1;0 0 0");

      for (RetryKind kind : KINDS) {
        assertThat(info.orderCount(kind, 1, 1)).isEmpty();
      }
    }
  }
}
