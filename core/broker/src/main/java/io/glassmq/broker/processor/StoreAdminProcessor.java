package io.glassmq.broker.processor;

import io.glassmq.broker.topic.TopicConfigManager;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.remoting.AnsweringProcessor;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.store.MessageStore;

/**
 * Makes room on the disk when an administrator wants it: expired messages go now (329), what points
 * to nothing goes now (306), the queues of topics that do not exist any more go (316).
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.processor.AdminBrokerProcessor}.
 */
public record StoreAdminProcessor(TopicConfigManager topics, MessageStore store)
    implements AnsweringProcessor {
  @Override
  public RemotingCommand answer(RemotingChannel channel, RemotingCommand request) {
    switch (request.requestCode()) {
      case DELETE_EXPIRED_COMMITLOG -> store.executeDeleteFilesManually();
      case CLEAN_EXPIRED_CONSUMEQUEUE -> store.cleanExpiredConsumerQueue();
      case CLEAN_UNUSED_TOPIC -> store.topics().forEach(this::deleteIfUnused);
      default -> throw new IllegalStateException("not registered for " + request);
    }
    return RemotingCommand.success();
  }

  private void deleteIfUnused(String topic) {
    if (topics.isSystemTopic(topic) || topic.startsWith(TopicNames.LMQ_PREFIX)) {
      return;
    }
    // Nobody can create it meanwhile, and send to it.
    topics.update(
        topic,
        known -> {
          if (known == null) {
            store.deleteTopic(topic);
          }
          return known;
        });
  }
}
