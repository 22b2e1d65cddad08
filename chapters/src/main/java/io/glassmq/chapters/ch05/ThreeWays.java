package io.glassmq.chapters.ch05;

import io.glassmq.client.admin.DefaultMQAdminExt;
import io.glassmq.client.consumer.PullResult;
import io.glassmq.common.message.MessageExt;
import java.util.List;
import java.util.stream.Collectors;

/** One message is found three ways: by its offset, by its time, by its key. */
public final class ThreeWays {
  private ThreeWays() {}

  public static void main(String[] args) throws Exception {
    try (var shop = new Shop()) {
      shop.send("order 0", "Aa");
      shop.send("order 1", "BB");
      shop.send("order 2", "Aa");
      long noon = nextMillisecond();
      shop.send("order 3", "C");
      shop.send("order 4", "D");
      shop.awaitUnits(5);

      PullResult byOffset = shop.consumer.pull(shop.queue, "*", 2, 1);
      System.out.println("offset 2:    " + bodies(byOffset.getMsgFoundList()));

      long byTime = shop.consumer.searchOffset(shop.queue, noon);
      System.out.println("after noon:  from offset " + byTime);

      var admin = new DefaultMQAdminExt();
      admin.setNamesrvAddr(shop.servers.namesrvAddr());
      admin.start();
      List<MessageExt> byKey =
          admin.queryMessage(Shop.TOPIC, "Aa", 32, 0, Long.MAX_VALUE).getMessageList();
      System.out.println("key Aa:      " + bodies(byKey));
      admin.shutdown();
    }
  }

  /** A time that all messages sent before are older than. */
  private static long nextMillisecond() {
    long sent = System.currentTimeMillis();
    while (System.currentTimeMillis() <= sent) {
      Thread.onSpinWait();
    }
    return sent + 1;
  }

  private static String bodies(List<MessageExt> messages) {
    return messages.stream()
        .map(message -> new String(message.getBody()))
        .collect(Collectors.joining(", "));
  }
}
