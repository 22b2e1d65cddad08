package io.glassmq.client.impl.consumer;

import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.protocol.body.ConsumeMessageDirectlyResult;
import io.glassmq.remoting.protocol.body.ConsumerRunningInfo;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * A consumer as brokers see it: what they may ask, and tell it to do.
 *
 * <p>Called on the client's callback threads. Official counterpart: {@code
 * org.apache.rocketmq.client.impl.consumer.MQConsumerInner}.
 */
public interface MQConsumerInner {
  String groupName();

  /** Goes on elsewhere in those queues that are ours; returns before it is done. */
  void resetOffset(Map<MessageQueue, Long> offsets);

  /** How far we have consumed a topic; all topics if it is null or blank. */
  Map<MessageQueue, Long> getConsumerStatus(String topic);

  /**
   * @param withStacks of all threads
   */
  ConsumerRunningInfo consumerRunningInfo(boolean withStacks);

  /** Shows the listener a message, past all queues, and tells what it made of it. */
  CompletionStage<ConsumeMessageDirectlyResult> consumeMessageDirectly(
      MessageExt message, String brokerName);
}
