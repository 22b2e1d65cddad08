package io.glassmq.chapters.ch06;

import io.glassmq.boot.AllInOne;
import io.glassmq.boot.AllInOneConfig;
import io.glassmq.broker.BrokerParts;
import io.glassmq.namesrv.NamesrvParts;
import java.util.Set;

/**
 * The power fails. What the broker had flushed is there afterwards; what stood in the page cache
 * alone is gone, although the producer was told that it is stored.
 */
public final class PowerCut {
  private PowerCut() {}

  public static void main(String[] args) throws Exception {
    for (String flush : new String[] {"ASYNC_FLUSH", "SYNC_FLUSH"}) {
      try (DiskImage before = DiskImage.empty()) {
        var pages = new VolatilePages();
        AllInOneConfig config = before.config();
        // The asynchronous flush comes twice a second; here it has not come yet.
        config.broker().set("flushDiskType", flush).set("flushIntervalCommitLog", 60_000);
        BrokerParts parts = BrokerParts.defaults();
        parts = parts.withStore(parts.store().with(pages));
        try (AllInOne running = AllInOne.start(config, parts, NamesrvParts.defaults());
            var orders = new Orders(running.namesrvAddr())) {
          orders.send(5, 200);
          try (DiskImage after = before.copy()) {
            pages.cutPower(before, after);
            tell(flush, orders.acknowledged(), after);
          }
        }
      }
    }
  }

  private static void tell(String flush, Set<String> acknowledged, DiskImage disk)
      throws Exception {
    try (AllInOne restarted = disk.start()) {
      long found = Orders.found(acknowledged, restarted.namesrvAddr());
      System.out.printf(
          "%-12s acknowledged: %d, there after the power cut: %d%n",
          flush, acknowledged.size(), found);
    }
  }
}
