package io.glassmq.broker.pop;

import static io.glassmq.common.message.MessageConst.PROPERTY_TAGS;
import static io.glassmq.common.message.MessageConst.PROPERTY_TIMER_DELIVER_MS;
import static io.glassmq.common.message.MessageConst.PROPERTY_UNIQ_CLIENT_MESSAGE_ID_KEYIDX;

import io.glassmq.common.Clock;
import io.glassmq.common.message.MessageProperties;
import io.glassmq.store.MessageExtBrokerInner;
import io.glassmq.store.MessageStore;
import io.glassmq.store.timer.TimerTopic;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what has to outlive a crash: check points and acknowledgements, as timer messages for the
 * revive topic. They come out there when the messages would come back, the check point a second
 * before its acknowledgements.
 *
 * <pre>
 *   pop -- check point --+                      +-- reviveTime - 1 s --+
 *                        |--> timer topic -->---|                      |--> revive topic, queue n
 *   ack -- ack ----------+   (commit log)       +-- reviveTime --------+
 * </pre>
 *
 * <p>Runs on the caller's thread; thread-safe. No thread waits for the disk.
 */
public final class ReviveLog {
  /** So much earlier than its acknowledgements a check point is there. */
  static final long ACK_INTERVAL_MILLIS = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(ReviveLog.class);

  private final MessageStore store;
  private final TimerTopic timer;
  private final ReviveTopic topic;
  private final Supplier<InetSocketAddress> storeHost;
  private final Clock clock;

  /**
   * @param storeHost our own address, which the records carry
   */
  public ReviveLog(
      MessageStore store,
      TimerTopic timer,
      ReviveTopic topic,
      Supplier<InetSocketAddress> storeHost,
      Clock clock) {
    this.store = store;
    this.timer = timer;
    this.topic = topic;
    this.storeHost = storeHost;
    this.clock = clock;
  }

  /**
   * @return completes with whether it is as safe as the flush mode promises, which no record is
   *     that names a queue that there is not; never fails
   */
  public CompletableFuture<Boolean> append(PopCheckPoint checkPoint, int reviveQueueId) {
    long due = checkPoint.reviveTime() - ACK_INTERVAL_MILLIS;
    PopEvents.stored(checkPoint, due);
    return append(
        checkPoint.encode(), checkPoint.uniqueKey(), PopCheckPoint.TAG, reviveQueueId, due);
  }

  /**
   * @param reviveTime of the check point that it belongs to, ms since 1970
   * @return completes with whether it is as safe as the flush mode promises, which no record is
   *     that names a queue that there is not; never fails
   */
  public CompletableFuture<Boolean> append(PopAck ack, int reviveQueueId, long reviveTime) {
    PopEvents.stored(ack, reviveTime);
    return append(ack.encode(), ack.uniqueKey(), ack.tag(), reviveQueueId, reviveTime);
  }

  private CompletableFuture<Boolean> append(
      byte[] body, String uniqueKey, String tag, int reviveQueueId, long deliverMillis) {
    if (!topic.has(reviveQueueId)) {
      LOG.warn("{} has no queue {}: {} is not written", topic.name(), reviveQueueId, uniqueKey);
      return CompletableFuture.completedFuture(false);
    }
    var properties = new StringBuilder();
    MessageProperties.append(properties, PROPERTY_TAGS, tag);
    MessageProperties.append(properties, PROPERTY_UNIQ_CLIENT_MESSAGE_ID_KEYIDX, uniqueKey);
    MessageProperties.append(properties, PROPERTY_TIMER_DELIVER_MS, Long.toString(deliverMillis));
    var message = new MessageExtBrokerInner();
    message.setTopic(topic.name());
    message.setQueueId(reviveQueueId);
    message.setBody(body);
    message.setBornTimestamp(clock.millis());
    message.setBornHost(storeHost.get());
    message.setStoreHost(storeHost.get());
    message.setPropertiesString(properties.toString());
    timer.holdBack(message, deliverMillis);
    return store.putMessage(message).thenApply(result -> result.status().isStored());
  }
}
