package io.glassmq.cli;

import io.glassmq.store.show.QueueView;
import io.glassmq.store.show.StoreView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The consume queues of a topic, unit by unit. */
record QueuesShow(StoreView store, Page page) {

  /**
   * @param queueId null for all
   * @param from number of the first unit; null for the oldest
   */
  void print(String topic, Integer queueId, Long from, int limit) throws IOException {
    List<QueueView> queues =
        store.queues().stream()
            .filter(queue -> queue.topic().equals(topic))
            .filter(queue -> queueId == null || queue.queueId() == queueId)
            .toList();
    if (queues.isEmpty()) {
      String which = queueId == null ? "topic " + topic : "queue " + queueId + " of topic " + topic;
      throw new IllegalArgumentException("No consume queue of " + which + " in " + store.root());
    }
    for (QueueView queue : queues) {
      print(queue, from, limit);
    }
  }

  private void print(QueueView queue, Long from, int limit) throws IOException {
    long first = queue.firstUnit();
    long end = queue.endUnit();
    page.heading("%s/%s/%d", queue.kind().folder(), queue.topic(), queue.queueId());
    queue.files().problems().forEach(page::problem);
    long min = queue.minOffset();
    long max = queue.maxOffset();
    page.line("  %,d messages, offsets %,d to %,d", max - min, min, max);
    long start = Math.max(first, from == null ? first : from);
    long last = Math.min(end, start + limit);
    if (start < end) {
      page.excerpt(queue.unit(start));
      queue.extension(start).ifPresent(page::excerpt);
      page.table("unit", queue.kind().unit(), rows(queue, start, last));
    }
    if (last < end) {
      page.line("  More: --queue %d --from %d", queue.queueId(), last);
    }
    page.gap();
  }

  private static List<Page.Row> rows(QueueView queue, long from, long to) throws IOException {
    List<Page.Row> rows = new ArrayList<>();
    for (long number = from; number < to; number++) {
      rows.add(new Page.Row(number, queue.unit(number), ""));
    }
    return rows;
  }
}
