package io.glassmq.common.message;

import io.glassmq.common.topic.TopicNames;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/**
 * Several messages that travel as one request: same topic, same wait flag, no delay.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.common.message.MessageBatch}.
 */
public final class MessageBatch extends Message implements Iterable<Message> {
  private final List<Message> messages;

  private MessageBatch(List<Message> messages) {
    this.messages = messages;
    setTopic(messages.get(0).getTopic());
    setWaitStoreMsgOK(messages.get(0).isWaitStoreMsgOK());
  }

  /**
   * @throws UnsupportedOperationException if the messages may not travel together
   * @throws IllegalArgumentException if there are none
   */
  public static MessageBatch generateFromList(Collection<? extends Message> messages) {
    if (messages == null || messages.isEmpty()) {
      throw new IllegalArgumentException("A batch needs at least one message.");
    }
    List<Message> all = List.copyOf(messages);
    Message first = all.get(0);
    for (Message message : all) {
      if (message.isDelayed()) {
        throw new UnsupportedOperationException("A delayed message cannot be part of a batch.");
      }
      if (TopicNames.isRetryTopic(message.getTopic())) {
        throw new UnsupportedOperationException("A retry topic takes no batches.");
      }
      if (!message.getTopic().equals(first.getTopic())) {
        throw new UnsupportedOperationException("All messages of a batch have the same topic.");
      }
      if (message.isWaitStoreMsgOK() != first.isWaitStoreMsgOK()) {
        throw new UnsupportedOperationException("All messages of a batch have the same wait flag.");
      }
    }
    return new MessageBatch(all);
  }

  /** The request body: every message in the form of {@link BatchEntry}, back to back. */
  public byte[] encode() {
    return BatchEntry.encode(messages);
  }

  public List<Message> messages() {
    return messages;
  }

  @Override
  public Iterator<Message> iterator() {
    return messages.iterator();
  }
}
