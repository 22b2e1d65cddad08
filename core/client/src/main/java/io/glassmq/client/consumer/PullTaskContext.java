package io.glassmq.client.consumer;

/**
 * What a {@link PullTaskCallback} is given and gives back.
 *
 * <p>Belongs to the thread of one round. Official counterpart: {@code
 * org.apache.rocketmq.client.consumer.PullTaskContext}.
 */
public class PullTaskContext {
  private int pullNextDelayTimeMillis = 200;
  private MQPullConsumer pullConsumer;

  /** Milliseconds until the next round. */
  public int getPullNextDelayTimeMillis() {
    return pullNextDelayTimeMillis;
  }

  public void setPullNextDelayTimeMillis(int pullNextDelayTimeMillis) {
    this.pullNextDelayTimeMillis = pullNextDelayTimeMillis;
  }

  public MQPullConsumer getPullConsumer() {
    return pullConsumer;
  }

  public void setPullConsumer(MQPullConsumer pullConsumer) {
    this.pullConsumer = pullConsumer;
  }
}
