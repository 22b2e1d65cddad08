package io.glassmq.client.consumer.rebalance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import io.glassmq.client.consumer.AllocateMessageQueueStrategy;
import io.glassmq.client.fake.Vectors;
import io.glassmq.common.message.MessageQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** AS-1 to AS-4, on everything that the official strategy was asked. */
abstract class AllocateMessageQueueStrategyContract {
  private static final String TOPIC = "TopicTest";

  abstract AllocateMessageQueueStrategy create();

  /** Of the recording of the official strategy. */
  abstract String recording();

  abstract String name();

  @TestFactory
  Stream<DynamicTest> shouldShareOutQueuesAsTheOfficialStrategyDoes() {
    return Vectors.cases("alloc/" + recording() + ".json.gz")
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.get("consumers").size() + " members, " + example.get("queues").size(),
                    () ->
                        example
                            .get("results")
                            .properties()
                            .forEach(
                                result -> check(example, result.getKey(), result.getValue()))));
  }

  @TestFactory
  Stream<DynamicTest> shouldAnswerOddQuestionsAsTheOfficialStrategyDoes() {
    return Vectors.cases("alloc/odd-cases.json.gz")
        .filter(example -> example.get("strategy").asText().equals(recording()))
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.get("case").asText(),
                    () ->
                        check(
                            example,
                            example.get("currentCID").textValue(),
                            example.get("result"))));
  }

  private void check(JsonNode example, String member, JsonNode expected) {
    check(create(), example, member, expected);
  }

  /** Asks a strategy and compares its answer with the recorded one. */
  static void check(
      AllocateMessageQueueStrategy strategy, JsonNode example, String member, JsonNode expected) {
    List<MessageQueue> queues = queues(example.get("queues"), null);
    List<String> members = members(example.get("consumers"));

    if (expected.has("exception")) {
      Throwable failure =
          catchThrowable(() -> strategy.allocate("TestGroup", member, queues, members));
      assertThat(failure.getClass().getName()).isEqualTo(expected.get("exception").asText());
      return;
    }
    assertThat(strategy.allocate("TestGroup", member, queues, members))
        .isEqualTo(queues(expected, queues));
  }

  private static List<String> members(JsonNode ids) {
    return ids.isNull()
        ? null
        : StreamSupport.stream(ids.spliterator(), false).map(JsonNode::asText).toList();
  }

  /** A queue is given by name and number, or by its index in {@code known}. */
  static List<MessageQueue> queues(JsonNode list, List<MessageQueue> known) {
    if (list.isNull()) {
      return null;
    }
    List<MessageQueue> queues = new ArrayList<>();
    for (JsonNode queue : list) {
      queues.add(
          queue.isInt()
              ? known.get(queue.asInt())
              : new MessageQueue(TOPIC, queue.get(0).asText(), queue.get(1).asInt()));
    }
    return queues;
  }

  @Test
  void shouldBeKnownByItsOfficialName() {
    assertThat(create().getName()).isEqualTo(name());
  }
}
