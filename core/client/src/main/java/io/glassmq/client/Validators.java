package io.glassmq.client;

import io.glassmq.client.exception.MQClientException;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageConst;
import io.glassmq.common.topic.TopicValidator;
import io.glassmq.remoting.protocol.ResponseCode;
import java.io.File;
import java.util.Optional;
import java.util.Set;

/**
 * What a client refuses before it bothers a server.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.client.Validators}.
 */
public final class Validators {
  private static final Set<String> RESERVED_GROUPS = Set.of("DEFAULT_PRODUCER", "DEFAULT_CONSUMER");

  private Validators() {}

  /**
   * @param maxMessageSize most bytes of a body, before compression
   */
  public static void checkMessage(Message msg, int maxMessageSize) throws MQClientException {
    if (msg == null) {
      throw illegal("There is no message to send.");
    }
    checkTopic(msg.getTopic());
    if (TopicValidator.isNotAllowedSendTopic(msg.getTopic())) {
      throw new MQClientException(
          "Sending to the topic " + msg.getTopic() + " is forbidden: it is the broker's own.",
          null);
    }
    if (msg.getBody() == null || msg.getBody().length == 0) {
      throw illegal("The message to topic " + msg.getTopic() + " has no body.");
    }
    if (msg.getBody().length > maxMessageSize) {
      throw illegal(
          "The body of %d bytes to topic %s is over the limit of %d."
              .formatted(msg.getBody().length, msg.getTopic(), maxMessageSize));
    }
    checkDispatch(msg);
  }

  /** Queues of other protocols are named with slashes in some places and as files in others. */
  private static void checkDispatch(Message msg) throws MQClientException {
    String queues = msg.getProperty(MessageConst.PROPERTY_INNER_MULTI_DISPATCH);
    if (queues != null && queues.contains(File.separator)) {
      throw illegal(
          "Property %s of the message to topic %s has a %s: %s"
              .formatted(
                  MessageConst.PROPERTY_INNER_MULTI_DISPATCH,
                  msg.getTopic(),
                  File.separator,
                  queues));
    }
  }

  private static MQClientException illegal(String what) {
    return new MQClientException(ResponseCode.MESSAGE_ILLEGAL.code(), what);
  }

  public static void checkTopic(String topic) throws MQClientException {
    throwIfPresent(TopicValidator.problemOfTopic(topic));
    if (topic.length() > TopicValidator.TOPIC_MAX_LENGTH) {
      throw new MQClientException(
          "The topic %s has more than %d characters."
              .formatted(topic, TopicValidator.TOPIC_MAX_LENGTH),
          null);
    }
  }

  public static void checkGroup(String group) throws MQClientException {
    throwIfPresent(TopicValidator.problemOfGroup(group));
    if (RESERVED_GROUPS.contains(group)) {
      throw new MQClientException("Choose another group name than " + group + ".", null);
    }
  }

  /** Checks a setting that is a number. */
  public static void checkRange(String name, long value, long min, long max)
      throws MQClientException {
    if (value < min || value > max) {
      throw new MQClientException(
          name + " = " + value + ": give a number from " + min + " to " + max + ".", null);
    }
  }

  private static void throwIfPresent(Optional<String> problem) throws MQClientException {
    if (problem.isPresent()) {
      throw new MQClientException(problem.get(), null);
    }
  }
}
