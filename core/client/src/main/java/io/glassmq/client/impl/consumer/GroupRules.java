package io.glassmq.client.impl.consumer;

import io.glassmq.client.consumer.AllocateMessageQueueStrategy;
import io.glassmq.common.consumer.ConsumeFromWhere;

/**
 * What all members of a consumer group have in common when they share out queues.
 *
 * @param consumeTimestamp {@code yyyyMMddHHmmss} in local time, for {@code CONSUME_FROM_TIMESTAMP}
 */
record GroupRules(
    String group,
    AllocateMessageQueueStrategy strategy,
    ConsumeFromWhere consumeFromWhere,
    String consumeTimestamp) {}
