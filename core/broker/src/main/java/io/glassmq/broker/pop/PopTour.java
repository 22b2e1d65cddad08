package io.glassmq.broker.pop;

import io.glassmq.broker.PopConfig;
import io.glassmq.broker.offset.PopQueue;
import io.glassmq.common.consumer.RetryKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * Which queues a pop visits, and in which order: the wanted ones, and those of the group's retry
 * topic before them or, if there is room left, after them. Where it begins is up to chance, so that
 * all queues get their turn.
 *
 * <p>Stateless.
 *
 * @param queueNums how many queues a topic has; 0 if there is no such topic
 */
public record PopTour(PopConfig config, ToIntFunction<String> queueNums) {
  /** Random numbers are below this. */
  public static final int PERCENT = 100;

  /**
   * One queue to visit.
   *
   * @param onlyIfRoom whether to leave it out when the answer is full
   */
  public record Stop(PopQueue queue, RetryKind kind, boolean onlyIfRoom) {}

  /**
   * @param queueId below 0 for all queues of the topic
   * @param order in order: messages are never tried again through the retry topic
   * @param random 0 to 99
   */
  public List<Stop> stops(String topic, String group, int queueId, boolean order, int random) {
    List<Stop> stops = new ArrayList<>();
    boolean retryFirst = random < config.popFromRetryProbability();
    if (!order && retryFirst) {
      addAll(stops, retryKind(random), topic, group, random, false);
    }
    if (queueId < 0) {
      addAll(stops, RetryKind.NORMAL, topic, group, random, false);
    } else {
      stops.add(new Stop(new PopQueue(topic, group, queueId), RetryKind.NORMAL, false));
    }
    if (!order && !retryFirst) {
      addAll(stops, retryKind(random), topic, group, random, true);
    }
    return stops;
  }

  /** All queues that some pop would visit, in no order that matters. */
  public List<PopQueue> queues(String topic, String group, int queueId, boolean order) {
    int even = 0;
    int odd = 1; // where two retry topics are read, it is by turns
    return Stream.of(even, odd)
        .flatMap(random -> stops(topic, group, queueId, order, random).stream())
        .map(Stop::queue)
        .distinct()
        .toList();
  }

  private RetryKind retryKind(int random) {
    boolean old = config.retrieveMessageFromPopRetryTopicV1() && random % 2 == 0;
    return config.enableRetryTopicV2() && !old ? RetryKind.RETRY_V2 : RetryKind.RETRY_V1;
  }

  private void addAll(
      List<Stop> stops,
      RetryKind kind,
      String topic,
      String group,
      int random,
      boolean onlyIfRoom) {
    String realTopic = kind.realTopic(topic, group);
    int queues = queueNums.applyAsInt(realTopic);
    for (int i = 0; i < queues; i++) {
      stops.add(new Stop(new PopQueue(realTopic, group, (random + i) % queues), kind, onlyIfRoom));
    }
  }
}
