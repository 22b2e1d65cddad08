package io.glassmq.store.queue;

import static io.glassmq.common.message.MessageConst.PROPERTY_INNER_MULTI_DISPATCH;
import static io.glassmq.common.message.MessageConst.PROPERTY_INNER_MULTI_QUEUE_OFFSET;

import io.glassmq.common.message.MessageProperties;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.store.DispatchRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * A record may name light queues that want to have it too, besides the queue of its topic: one
 * property lists their names, {@code %LMQ%} and more, another the offset that it has in each.
 */
public final class LightQueues {
  private LightQueues() {}

  static boolean isLight(String topic) {
    return topic.startsWith(TopicNames.LMQ_PREFIX);
  }

  /** The record as each of its light queues sees it; none if the two lists do not fit. */
  public static List<DispatchRequest> of(DispatchRequest record) {
    String queues = MessageProperties.find(record.properties(), PROPERTY_INNER_MULTI_DISPATCH);
    String offsets =
        queues == null
            ? null
            : MessageProperties.find(record.properties(), PROPERTY_INNER_MULTI_QUEUE_OFFSET);
    if (offsets == null) {
      return List.of();
    }
    String[] names = queues.split(",");
    String[] numbers = offsets.split(",");
    List<DispatchRequest> lights = new ArrayList<>(names.length);
    for (int i = 0; i < names.length && names.length == numbers.length; i++) {
      if (isLight(names[i]) && TopicFolder.isLegalName(names[i]) && isNumber(numbers[i])) {
        lights.add(record.inQueue(names[i], 0, Long.parseLong(numbers[i])));
      }
    }
    return lights;
  }

  private static boolean isNumber(String text) {
    return text.matches("\\d{1,18}");
  }
}
