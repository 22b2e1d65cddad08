package io.glassmq.remoting.protocol.body;

import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.protocol.heartbeat.SubscriptionData;
import java.util.Map;
import java.util.Set;

/**
 * How a consumer is.
 *
 * @param properties its settings, and the keys {@code PROP_...}
 * @param subscriptionSet what it wants
 * @param mqTable its queues
 * @param mqPopTable the queues that it pops
 * @param statusTable its topics
 * @param jstack stacks of its threads, or null
 */
public record ConsumerRunningInfo(
    Map<String, String> properties,
    Set<SubscriptionData> subscriptionSet,
    Map<MessageQueue, ProcessQueueInfo> mqTable,
    Map<MessageQueue, PopProcessQueueInfo> mqPopTable,
    Map<String, ConsumeStatus> statusTable,
    String jstack) {
  public static final String PROP_NAMESERVER_ADDR = "PROP_NAMESERVER_ADDR";
  public static final String PROP_THREADPOOL_CORE_SIZE = "PROP_THREADPOOL_CORE_SIZE";
  public static final String PROP_CONSUME_ORDERLY = "PROP_CONSUMEORDERLY";
  public static final String PROP_CONSUME_TYPE = "PROP_CONSUME_TYPE";
  public static final String PROP_CLIENT_VERSION = "PROP_CLIENT_VERSION";
  public static final String PROP_CONSUMER_START_TIMESTAMP = "PROP_CONSUMER_START_TIMESTAMP";

  public ConsumerRunningInfo {
    properties = properties == null ? Map.of() : Map.copyOf(properties);
    subscriptionSet = subscriptionSet == null ? Set.of() : Set.copyOf(subscriptionSet);
    mqTable = mqTable == null ? Map.of() : Map.copyOf(mqTable);
    mqPopTable = mqPopTable == null ? Map.of() : Map.copyOf(mqPopTable);
    statusTable = statusTable == null ? Map.of() : Map.copyOf(statusTable);
  }
}
