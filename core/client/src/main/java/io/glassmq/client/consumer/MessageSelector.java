package io.glassmq.client.consumer;

import io.glassmq.remoting.protocol.heartbeat.SubscriptionData;

/**
 * Which messages of a topic a consumer wants, in the language of its choice.
 *
 * <p>Immutable. Official counterpart: {@code org.apache.rocketmq.client.consumer.MessageSelector}.
 */
public final class MessageSelector {
  private final String type;
  private final String expression;

  private MessageSelector(String type, String expression) {
    this.type = type;
    this.expression = expression;
  }

  /**
   * @param tag tags as {@code TagA || TagB}; {@code *}, empty or null for all messages
   */
  public static MessageSelector byTag(String tag) {
    return new MessageSelector(SubscriptionData.TAG, tag);
  }

  /**
   * @param sql a condition on the properties of a message, such as {@code a > 5 AND b = 'x'}
   */
  public static MessageSelector bySql(String sql) {
    return new MessageSelector(SubscriptionData.SQL92, sql);
  }

  /** {@code TAG} or {@code SQL92}. */
  public String getExpressionType() {
    return type;
  }

  public String getExpression() {
    return expression;
  }

  @Override
  public String toString() {
    return type + " " + expression;
  }
}
