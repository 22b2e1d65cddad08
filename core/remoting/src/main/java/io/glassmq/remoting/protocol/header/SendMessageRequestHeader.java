package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.annotation.CFNullable;
import io.glassmq.remoting.protocol.CommandCustomHeader;

/**
 * Goes with a message that is sent.
 *
 * @param defaultTopic template topic for automatic creation
 * @param queueId negative: the broker chooses
 * @param bornTimestamp ms since 1970
 * @param properties in the form of {@code MessageProperties}
 */
public record SendMessageRequestHeader(
    String producerGroup,
    String topic,
    String defaultTopic,
    int defaultTopicQueueNums,
    int queueId,
    int sysFlag,
    long bornTimestamp,
    int flag,
    @CFNullable String properties,
    Integer reconsumeTimes,
    Boolean unitMode,
    Boolean batch,
    Integer maxReconsumeTimes)
    implements CommandCustomHeader {}
