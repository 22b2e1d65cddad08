package io.glassmq.chapters.ch05;

import io.glassmq.client.consumer.PullResult;
import io.glassmq.client.consumer.store.OffsetStore;
import io.glassmq.client.producer.SendResult;

/**
 * Why every offset is one off: max offset, next begin offset and commit offset after 3 messages.
 */
public final class OneOff {
  private OneOff() {}

  public static void main(String[] args) throws Exception {
    try (var shop = new Shop()) {
      SendResult last = null;
      for (int i = 0; i < 3; i++) {
        last = shop.send("order " + i, "K-" + i);
      }
      System.out.println("offset of the last message: " + last.getQueueOffset());
      shop.awaitUnits(3);
      System.out.println("max offset:                 " + shop.consumer.maxOffset(shop.queue));

      PullResult all = shop.consumer.pull(shop.queue, "*", 0, 32);
      System.out.println("next begin offset:          " + all.getNextBeginOffset());
      OffsetStore offsets = shop.consumer.getOffsetStore();
      offsets.updateConsumeOffsetToBroker(shop.queue, all.getNextBeginOffset(), false);
      long committed = shop.consumer.fetchConsumeOffset(shop.queue, true);
      System.out.println("commit offset:              " + committed);

      PullResult none = shop.consumer.pull(shop.queue, "*", committed, 32);
      System.out.println("pull at that offset:        " + none.getPullStatus());
      SendResult next = shop.send("order 3", "K-3");
      System.out.println("offset of the next message: " + next.getQueueOffset());
    }
  }
}
