package io.glassmq.client.consumer;

import io.glassmq.client.ClientConfig;
import io.glassmq.client.ClientParts;
import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.impl.consumer.SimpleConsumerImpl;
import io.glassmq.common.message.MessageExt;
import io.glassmq.remoting.exception.RemotingException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * A consumer that owns nothing: it receives messages, the broker hides them from the others of the
 * group for a while, and those that are not acknowledged by then come back. So any number of
 * members shares a topic, and none of them holds the others up.
 *
 * <pre>
 *   consumer.subscribe("Orders", "*");
 *   consumer.start();
 *   for (MessageExt message : consumer.receive(16, Duration.ofSeconds(30))) {
 *     work(message);
 *     consumer.ack(message);
 *   }
 * </pre>
 *
 * <p>It has the words of the consumer of that name in the official lightweight client, and the
 * settings and the wire of the other consumers here; so it stands with them. No message is ever
 * given up for the user: {@link MessageExt#getReconsumeTimes} tells how often one has come back. A
 * new group begins near the end of a topic: with its last message; with the first one while the
 * topic is so new that the broker still has that in memory. Whether a message is still ours is told
 * by the clock of this machine, which should agree with that of the brokers.
 *
 * <p>All members of a group have to consume in the same way. Settings are made before {@link
 * #start()}. Thread-safe after it; the futures complete on callback threads of the client, with a
 * {@link MQBrokerException} if the broker refused and a {@link RemotingException} if no answer
 * came, perhaps inside a {@code CompletionException}.
 */
public class SimpleConsumer extends ClientConfig implements AutoCloseable {
  private final SimpleConsumerImpl impl;
  private String consumerGroup;
  private Duration awaitDuration = Duration.ofSeconds(15);

  public SimpleConsumer(String consumerGroup) {
    this(consumerGroup, ClientParts.defaults());
  }

  public SimpleConsumer(String consumerGroup, ClientParts parts) {
    this.consumerGroup = consumerGroup;
    this.impl = new SimpleConsumerImpl(this, parts);
  }

  /**
   * Connects; needs no broker to be up yet.
   *
   * @throws MQClientException if a setting is wrong, or it was started before
   */
  public void start() throws MQClientException {
    impl.start();
  }

  /** Leaves the group; what was received and not acknowledged comes back when its time is over. */
  public void shutdown() {
    impl.shutdown();
  }

  /** The same as {@link #shutdown()}. */
  @Override
  public void close() {
    shutdown();
  }

  /**
   * Receives from a topic from now on.
   *
   * @param expression tags as {@code TagA || TagB}; {@code *} for all messages
   */
  public void subscribe(String topic, String expression) throws MQClientException {
    subscribe(topic, MessageSelector.byTag(expression));
  }

  /** Receives from a topic from now on; a subscription to it that was made before is replaced. */
  public void subscribe(String topic, MessageSelector selector) throws MQClientException {
    impl.subscribe(topic, selector);
  }

  public void unsubscribe(String topic) {
    impl.unsubscribe(topic);
  }

  /** What is subscribed to: expressions by topic. */
  public Map<String, String> getSubscriptionExpressions() {
    return impl.subscriptionExpressions();
  }

  /**
   * Receives messages of one topic from one broker, waiting there up to {@link #getAwaitDuration}
   * for the first; the next call asks the next broker or topic. They are hidden from the others of
   * the group until they are acknowledged or the time is over.
   *
   * @param maxMessageNum 1 to 32
   * @param invisibleDuration how long the caller needs to work on them
   * @return empty if there was nothing
   * @throws MQClientException if an argument is wrong, nothing is subscribed to, or no broker is
   *     known that has the topic
   */
  public List<MessageExt> receive(int maxMessageNum, Duration invisibleDuration)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    return impl.await(impl.receive(maxMessageNum, invisibleDuration));
  }

  /** Like {@link #receive} without waiting. */
  public CompletableFuture<List<MessageExt>> receiveAsync(
      int maxMessageNum, Duration invisibleDuration)
      throws MQClientException, InterruptedException {
    return impl.receive(maxMessageNum, invisibleDuration);
  }

  /**
   * Says that a message is consumed: it does not come back.
   *
   * @throws MQClientException if it was not received here, or its time is over, so that somebody
   *     else may have it by now
   */
  public void ack(MessageExt message)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    impl.await(impl.ack(message));
  }

  /** Like {@link #ack} without waiting. */
  public CompletableFuture<Void> ackAsync(MessageExt message)
      throws MQClientException, InterruptedException {
    return impl.ack(message);
  }

  /**
   * Hides a message for another time, which starts now: longer when the work takes longer, short to
   * have it back soon. The message holds its new receipt afterwards.
   *
   * @throws MQClientException like {@link #ack}
   */
  public void changeInvisibleDuration(MessageExt message, Duration invisibleDuration)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    impl.await(impl.changeInvisibleDuration(message, invisibleDuration));
  }

  /** Like {@link #changeInvisibleDuration} without waiting. */
  public CompletableFuture<Void> changeInvisibleDurationAsync(
      MessageExt message, Duration invisibleDuration)
      throws MQClientException, InterruptedException {
    return impl.changeInvisibleDuration(message, invisibleDuration);
  }

  /** The group that this consumer is a member of; said when it is made. */
  public String getConsumerGroup() {
    return consumerGroup;
  }

  public void setConsumerGroup(String consumerGroup) {
    this.consumerGroup = consumerGroup;
  }

  /** How long a broker may hold a call of {@link #receive} when there is nothing: up to an hour. */
  public Duration getAwaitDuration() {
    return awaitDuration;
  }

  public void setAwaitDuration(Duration awaitDuration) {
    this.awaitDuration = Objects.requireNonNull(awaitDuration, "awaitDuration");
  }
}
