package io.glassmq.client.impl.consumer;

import io.glassmq.client.consumer.AllocateMessageQueueStrategy;
import io.glassmq.common.consumer.ConsumeFromWhere;
import io.glassmq.remoting.protocol.heartbeat.MessageModel;

/**
 * What all members of a consumer group have in common when they share out queues.
 *
 * @param strategy shares out queues among the members, when {@code messageModel} is clustering
 * @param consumeTimestamp {@code yyyyMMddHHmmss} in local time, for {@code CONSUME_FROM_TIMESTAMP}
 * @param messageModel whether each member consumes all queues, or a share of them
 */
record GroupRules(
    String group,
    AllocateMessageQueueStrategy strategy,
    ConsumeFromWhere consumeFromWhere,
    String consumeTimestamp,
    MessageModel messageModel) {}
