package io.glassmq.chapters.ch05;

import io.glassmq.client.producer.SendResult;

/** How a queue entry comes to exist: two messages, and the dispatcher that files the second. */
public final class QueueEntry {
  private QueueEntry() {}

  public static void main(String[] args) throws Exception {
    try (var shop = new Shop()) {
      shop.send("first", "A-1");
      shop.awaitUnits(1);

      SendResult second = shop.send("second", "A-2");
      System.out.println("acknowledged: offset " + second.getQueueOffset());
      shop.awaitUnits(2);
      System.out.println("has a unit:   max offset " + shop.consumer.maxOffset(shop.queue));
    }
  }
}
