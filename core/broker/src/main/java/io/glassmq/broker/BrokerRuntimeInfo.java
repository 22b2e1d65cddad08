package io.glassmq.broker;

import io.glassmq.broker.schedule.ScheduleMessageService;
import io.glassmq.common.Clock;
import io.glassmq.store.MessageStore;
import io.glassmq.store.StoreConfig;
import io.glassmq.store.StoreStats;
import io.glassmq.store.logfile.DiskSpace;
import io.glassmq.store.timer.TimerMessageStore;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a broker says about itself when asked how it is (28): all values as text, under the names
 * that the official tools look for.
 */
public final class BrokerRuntimeInfo {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerRuntimeInfo.class);
  private static final double GIB = 1L << 30;

  private final MessageStore store;
  private final StoreConfig config;
  private final BrokerStats stats;
  private final BlockingQueue<Runnable> pullQueue;
  private final ScheduleMessageService schedule;
  private final TimerMessageStore timer;
  private final Clock clock;
  private final long bootMillis;

  /**
   * @param pullQueue pulls that wait for a thread
   */
  public BrokerRuntimeInfo(
      MessageStore store,
      StoreConfig config,
      BrokerStats stats,
      BlockingQueue<Runnable> pullQueue,
      ScheduleMessageService schedule,
      TimerMessageStore timer,
      Clock clock) {
    this.store = store;
    this.config = config;
    this.stats = stats;
    this.pullQueue = pullQueue;
    this.schedule = schedule;
    this.timer = timer;
    this.clock = clock;
    this.bootMillis = clock.millis();
  }

  public Map<String, String> asMap() {
    Map<String, String> info = new TreeMap<>();
    identity(info);
    totals(info);
    rates(info);
    storage(info);
    queues(info);
    schedule
        .progress()
        .forEach((level, progress) -> info.put("scheduleMessageOffset_" + level, progress));
    return info;
  }

  private void identity(Map<String, String> info) {
    info.put("brokerVersionDesc", "V5_5_0");
    info.put("brokerVersion", "513");
    info.put("brokerActive", "true");
    info.put("bootTimestamp", Long.toString(bootMillis));
    info.put("startAcceptSendRequestTimeStamp", "0");
    var up = Duration.ofMillis(clock.millis() - bootMillis);
    info.put(
        "runtime",
        "[ %d days, %d hours, %d minutes, %d seconds ]"
            .formatted(up.toDays(), up.toHoursPart(), up.toMinutesPart(), up.toSecondsPart()));
  }

  private void totals(Map<String, String> info) {
    StoreStats now = store.stats();
    var mornings = stats.mornings();
    put(info, "msgPutTotalTodayNow", now.putMessageTimes());
    put(info, "msgPutTotalTodayMorning", mornings.today().putMessageTimes());
    put(info, "msgPutTotalYesterdayMorning", mornings.yesterday().putMessageTimes());
    put(info, "msgGetTotalTodayNow", now.getMessageTransferred());
    put(info, "msgGetTotalTodayMorning", mornings.today().getMessageTransferred());
    put(info, "msgGetTotalYesterdayMorning", mornings.yesterday().getMessageTransferred());
    put(info, "putMessageTimesTotal", now.putMessageTimes());
    put(info, "putMessageFailedTimes", now.putMessageFailedTimes());
    put(info, "putMessageSizeTotal", now.putMessageBytes());
    double average = (double) now.putMessageBytes() / Math.max(1, now.putMessageTimes());
    info.put("putMessageAverageSize", Double.toString(average));
    put(info, "putMessageEntireTimeMax", now.putEntireTimeMaxMillis());
  }

  private void rates(Map<String, String> info) {
    info.put("putTps", stats.rates(StoreStats::putMessageTimes));
    info.put("getFoundTps", stats.rates(StoreStats::getMessageTimesFound));
    info.put("getMissTps", stats.rates(StoreStats::getMessageTimesMiss));
    info.put(
        "getTotalTps", stats.rates(all -> all.getMessageTimesFound() + all.getMessageTimesMiss()));
    info.put("getTransferredTps", stats.rates(StoreStats::getMessageTransferred));
  }

  private void storage(Map<String, String> info) {
    put(info, "commitLogMinOffset", store.getMinPhyOffset());
    put(info, "commitLogMaxOffset", store.getMaxPhyOffset());
    put(info, "dispatchBehindBytes", store.dispatchBehindBytes());
    put(info, "pageCacheLockTimeMills", store.lockTimeMillis());
    long oldest =
        store
            .lookMessageByOffset(store.getMinPhyOffset())
            .map(message -> message.getStoreTimestamp())
            .orElse(-1L);
    put(info, "earliestMessageTimeStamp", oldest);
    try {
      DiskSpace disk = DiskSpace.of(config.commitLog());
      info.put("commitLogDiskRatio", decimals(2, disk.usedRatio()));
      info.put("commitLogDiskRatio_" + config.commitLog(), decimals(2, disk.usedRatio()));
      info.put("consumeQueueDiskRatio", decimals(2, DiskSpace.of(config.root()).usedRatio()));
      info.put(
          "commitLogDirCapacity",
          "Total : "
              + decimals(1, disk.totalBytes() / GIB)
              + " GiB, Free : "
              + decimals(1, disk.freeBytes() / GIB)
              + " GiB.");
    } catch (IOException e) {
      LOG.warn("The disk of {} does not tell its size", config.root(), e);
    }
  }

  /** With a point, wherever the broker runs. */
  private static String decimals(int digits, double value) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  /** Sends are taken by the network threads themselves, acks do not wait either. */
  private void queues(Map<String, String> info) {
    put(info, "sendThreadPoolQueueSize", 0);
    put(info, "sendThreadPoolQueueCapacity", 0);
    put(info, "sendThreadPoolQueueHeadWaitTimeMills", 0);
    put(info, "pullThreadPoolQueueSize", pullQueue.size());
    put(info, "pullThreadPoolQueueCapacity", pullQueue.size() + pullQueue.remainingCapacity());
    put(info, "pullThreadPoolQueueHeadWaitTimeMills", 0);
    for (String zero :
        new String[] {
          "ackThreadPoolQueueSize",
          "ackThreadPoolQueueHeadWaitTimeMills",
          "timerCongestNum",
          "timerEnqueueTps",
          "timerDequeueTps"
        }) {
      put(info, zero, 0);
    }
    put(info, "timerReadBehind", timer.readBehindSeconds());
    put(info, "timerOffsetBehind", timer.offsetBehind());
    Runtime runtime = Runtime.getRuntime();
    put(info, "totalMemKBytes", runtime.totalMemory() >> 10);
    put(info, "freeMemKBytes", runtime.freeMemory() >> 10);
  }

  private static void put(Map<String, String> info, String key, long value) {
    info.put(key, Long.toString(value));
  }
}
