package io.glassmq.broker.processor;

import io.glassmq.broker.offset.PopQueue;
import io.glassmq.broker.topic.TopicConfigManager;
import io.glassmq.common.TopicConfig;
import io.glassmq.common.consumer.ReceiptHandle;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.RequestRefusedException;
import io.glassmq.remoting.protocol.ResponseCode;
import java.util.Map;

/**
 * Whether what a consumer shows of a popped message can be true. Thread-safe.
 *
 * @param fields of the header of a refusal
 */
record ReceiptCheck(TopicConfigManager topics, Map<String, String> fields) {

  /** The queue has to exist. */
  void check(PopQueue queue, RemotingChannel channel) throws RequestRefusedException {
    TopicConfig topic = topics.selectTopicConfig(queue.topic());
    if (topic == null) {
      throw new RequestRefusedException(
          ResponseCode.TOPIC_NOT_EXIST,
          "topic[" + queue.topic() + "] not exist, apply first please!",
          fields);
    }
    if (queue.queueId() < 0 || queue.queueId() >= topic.readQueueNums()) {
      throw new RequestRefusedException(
          ResponseCode.MESSAGE_ILLEGAL,
          "queueId[%d] is illegal, topic:[%s] topicConfig.readQueueNums:[%d] consumer:[%s]"
              .formatted(
                  queue.queueId(), queue.topic(), topic.readQueueNums(), channel.remoteAddress()),
          fields);
    }
  }

  static ReceiptHandle handle(String extraInfo) throws RequestRefusedException {
    try {
      return ReceiptHandle.decode(extraInfo);
    } catch (IllegalArgumentException e) {
      throw new RequestRefusedException(ResponseCode.SYSTEM_ERROR, e.toString());
    }
  }
}
