package io.glassmq.common.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.glassmq.common.GoldenVectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReceiptHandleTest {

  static Stream<JsonNode> built() {
    return GoldenVectors.cases("pop-extra-info")
        .filter(c -> c.path("op").asText().equals("extraInfo"));
  }

  @ParameterizedTest
  @MethodSource("built")
  void shouldBeWrittenAsTheOfficialOneWritesIt(JsonNode golden) {
    var handle =
        new ReceiptHandle(
            golden.path("ckQueueOffset").asLong(),
            golden.path("popTime").asLong(),
            golden.path("invisibleTime").asLong(),
            golden.path("reviveQid").asInt(),
            RetryKind.ofTopic(golden.path("topic").asText()),
            golden.path("brokerName").asText(),
            golden.path("queueId").asInt(),
            golden.path("msgQueueOffset").asLong());

    assertThat(handle.encode()).isEqualTo(golden.path("withMsgOffset").asText());
  }

  @ParameterizedTest
  @MethodSource("built")
  void shouldBeReadAsTheOfficialOneReadsIt(JsonNode golden) {
    JsonNode parsed = golden.path("parsed");

    var handle = ReceiptHandle.decode(golden.path("withMsgOffset").asText());

    assertThat(handle.startOffset()).isEqualTo(parsed.path("ckQueueOffset").asLong());
    assertThat(handle.popTime()).isEqualTo(parsed.path("popTime").asLong());
    assertThat(handle.invisibleTime()).isEqualTo(parsed.path("invisibleTime").asLong());
    assertThat(handle.reviveQueueId()).isEqualTo(parsed.path("reviveQid").asInt());
    assertThat(handle.retryKind().mark()).isEqualTo(parsed.path("retry").asText());
    assertThat(handle.brokerName()).isEqualTo(parsed.path("brokerName").asText());
    assertThat(handle.queueId()).isEqualTo(parsed.path("queueId").asInt());
    assertThat(handle.queueOffset()).isEqualTo(parsed.path("queueOffset").asLong());
    assertThat(handle.isOrder()).isEqualTo(parsed.path("isOrder").asBoolean());
    assertThat(handle.retryKind().realTopic("VecPop", "g"))
        .isEqualTo(parsed.path("realTopicOf(VecPop,g)").asText());
    assertThat(handle.reviveTime()).isEqualTo(handle.popTime() + handle.invisibleTime());
  }

  @Test
  void shouldIgnoreTheNinthFieldThatProxiesAdd() {
    var handle = ReceiptHandle.decode("1 2 3 4 0 broker-a 0 9 10");

    assertThat(handle).isEqualTo(ReceiptHandle.decode("1 2 3 4 0 broker-a 0 9"));
    assertThat(handle.queueOffset()).isEqualTo(9);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 'getBrokerName fail, extraInfoStrs length 1'",
    "1 2, 'getBrokerName fail, extraInfoStrs length 2'",
    "1 2 3 4 0 broker-a, 'getQueueId fail, extraInfoStrs length 6'",
    "1 2 3 4 0 broker-a 0, 'getQueueOffset fail, extraInfoStrs length 7'",
    "a b c d e f g h, 'For input string: \"a\"'",
  })
  void shouldRefuseWhatIsNoHandleInTheOfficialWords(String text, String message) {
    assertThatThrownBy(() -> ReceiptHandle.decode(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void shouldRefuseTheHandleThatIsNotThere() {
    assertThatThrownBy(() -> ReceiptHandle.decode(null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("split extraInfo is null");
  }

  @Test
  void shouldTakeAnUnknownRetryMarkForNormal() {
    assertThat(RetryKind.ofMark("7")).isEqualTo(RetryKind.NORMAL);
    assertThat(RetryKind.ofMark(RetryKind.RETRY_V2.mark())).isEqualTo(RetryKind.RETRY_V2);
  }
}
