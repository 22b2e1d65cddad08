package io.glassmq.client.impl.consumer;

import static io.glassmq.remoting.protocol.body.ConsumerRunningInfo.*;

import io.glassmq.client.ClientConfig;
import io.glassmq.client.consumer.DefaultMQPushConsumer;
import io.glassmq.client.consumer.listener.MessageListenerOrderly;
import io.glassmq.remoting.protocol.heartbeat.ConsumeType;
import java.util.Map;
import java.util.TreeMap;

/** The settings of a push consumer as texts, under the names that official tools know. */
record PushConsumerProperties(DefaultMQPushConsumer settings, int threads, long startMillis) {
  /** Official tools look it up among the names of the releases. */
  private static final String VERSION = "V5_5_0";

  Map<String, String> asMap() {
    Map<String, String> all = new TreeMap<>();
    addState(all);
    addConsumer(all);
    addClient(all, settings);
    return all;
  }

  private void addState(Map<String, String> all) {
    var nameServers = new StringBuilder();
    settings.nameServers().forEach(address -> nameServers.append(address).append(';'));
    put(all, PROP_NAMESERVER_ADDR, nameServers);
    put(all, PROP_CONSUME_TYPE, ConsumeType.CONSUME_PASSIVELY);
    put(all, PROP_CLIENT_VERSION, VERSION);
    put(all, PROP_CONSUMER_START_TIMESTAMP, startMillis);
    put(all, PROP_THREADPOOL_CORE_SIZE, threads);
    put(all, PROP_CONSUME_ORDERLY, settings.getMessageListener() instanceof MessageListenerOrderly);
  }

  private void addConsumer(Map<String, String> all) {
    put(all, "consumerGroup", settings.getConsumerGroup());
    put(all, "allocateMessageQueueStrategy", settings.getAllocateMessageQueueStrategy().getName());
    put(all, "consumeFromWhere", settings.getConsumeFromWhere());
    put(all, "consumeTimestamp", settings.getConsumeTimestamp());
    put(all, "consumeThreadMin", settings.getConsumeThreadMin());
    put(all, "consumeThreadMax", settings.getConsumeThreadMax());
    put(all, "consumeConcurrentlyMaxSpan", settings.getConsumeConcurrentlyMaxSpan());
    put(all, "pullThresholdForQueue", settings.getPullThresholdForQueue());
    put(all, "pullThresholdSizeForQueue", settings.getPullThresholdSizeForQueue());
    put(all, "pullInterval", settings.getPullInterval());
    put(all, "pullBatchSize", settings.getPullBatchSize());
    put(all, "consumeMessageBatchMaxSize", settings.getConsumeMessageBatchMaxSize());
    put(all, "maxReconsumeTimes", settings.getMaxReconsumeTimes());
    put(all, "suspendCurrentQueueTimeMillis", settings.getSuspendCurrentQueueTimeMillis());
    put(all, "consumeTimeout", settings.getConsumeTimeout());
    put(
        all,
        "awaitTerminationMillisWhenShutdown",
        settings.getAwaitTerminationMillisWhenShutdown());
    put(all, "clientRebalance", settings.isClientRebalance());
    put(all, "popInvisibleTime", settings.getPopInvisibleTime());
    put(all, "popBatchNums", settings.getPopBatchNums());
    put(all, "popThresholdForQueue", settings.getPopThresholdForQueue());
  }

  private static void addClient(Map<String, String> all, ClientConfig client) {
    put(all, "namesrvAddr", client.getNamesrvAddr());
    put(all, "clientIP", client.getClientIP());
    put(all, "instanceName", client.getInstanceName());
    put(all, "pollNameServerInterval", client.getPollNameServerInterval());
    put(all, "heartbeatBrokerInterval", client.getHeartbeatBrokerInterval());
    put(all, "persistConsumerOffsetInterval", client.getPersistConsumerOffsetInterval());
    put(all, "mqClientApiTimeout", client.getMqClientApiTimeout());
    put(all, "unitName", client.getUnitName());
    put(all, "unitMode", client.isUnitMode());
  }

  private static void put(Map<String, String> all, String name, Object value) {
    if (value != null) {
      all.put(name, value.toString());
    }
  }
}
