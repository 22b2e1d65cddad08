package io.glassmq.client.impl.consumer;

import io.glassmq.common.message.MessageQueue;
import java.util.Set;

/**
 * A push consumer as {@link QueueOwner}: its queues go round the pull service, and the consume
 * service has a say in whether they come and go.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.client.impl.consumer.RebalancePushImpl}.
 */
final class RebalancePushImpl implements QueueOwner {
  private final ConsumeMessageService consume;
  private final PullMessageService pulls;

  RebalancePushImpl(ConsumeMessageService consume, PullMessageService pulls) {
    this.consume = consume;
    this.pulls = pulls;
  }

  @Override
  public boolean acquire(MessageQueue queue) throws InterruptedException {
    return consume.acquire(queue);
  }

  @Override
  public void begin(PullRequest request) {
    pulls.executePullRequestImmediately(request);
  }

  @Override
  public boolean release(PullRequest request) throws InterruptedException {
    return consume.release(request);
  }

  @Override
  public void released(MessageQueue queue) {
    consume.released(queue);
  }

  @Override
  public void queuesChanged(String topic, Set<MessageQueue> all, Set<MessageQueue> ours) {
    // whoever looks at the table sees it
  }
}
