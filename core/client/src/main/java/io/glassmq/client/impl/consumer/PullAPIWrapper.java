package io.glassmq.client.impl.consumer;

import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.impl.factory.MQClientInstance;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.header.PullMessageRequestHeader;
import io.glassmq.remoting.protocol.heartbeat.SubscriptionData;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * One pull of a pull-style consumer: finds the broker, asks, and reads the answer.
 *
 * <p>Asks on the caller's thread, reads on a callback thread of the client. Official counterpart:
 * {@code org.apache.rocketmq.client.impl.consumer.PullAPIWrapper}.
 */
final class PullAPIWrapper {
  private final MQClientInstance instance;
  private final String group;

  PullAPIWrapper(MQClientInstance instance, String group) {
    this.instance = instance;
    this.group = group;
  }

  /**
   * What to ask for.
   *
   * @param brokerId which of the broker's addresses to ask; 0 is the master
   * @param sysFlag bits of {@code PullSysFlag}
   * @param suspendMillis how long the broker may hold the request when there is nothing
   * @param timeoutMillis how long the whole may take
   */
  record Wish(
      MessageQueue queue,
      SubscriptionData subscription,
      long offset,
      int maxNums,
      int maxBytes,
      long brokerId,
      int sysFlag,
      long suspendMillis,
      long timeoutMillis) {}

  /**
   * @return fails with a {@code RemotingException} or an {@link MQBrokerException}, perhaps inside
   *     a {@link CompletionException}
   * @throws MQClientException if no address of the broker is known
   */
  CompletableFuture<PullResultExt> pull(RequestCode code, Wish wish)
      throws MQClientException, InterruptedException {
    String address = instance.routes().subscribeAddress(wish.queue(), wish.brokerId()).address();
    return instance
        .api()
        .pullMessage(address, code, header(wish), wish.timeoutMillis())
        .thenApplyAsync(response -> read(response, wish, address), instance.callbacks());
  }

  private PullMessageRequestHeader header(Wish wish) {
    SubscriptionData subscription = wish.subscription();
    return new PullMessageRequestHeader(
        group,
        wish.queue().getTopic(),
        wish.queue().getQueueId(),
        wish.offset(),
        wish.maxNums(),
        wish.sysFlag(),
        0,
        wish.suspendMillis(),
        subscription.subString(),
        subscription.isTagType() ? 0 : subscription.subVersion(),
        subscription.expressionType(),
        wish.maxBytes());
  }

  private static PullResultExt read(RemotingCommand response, Wish wish, String address) {
    try {
      return PullResultExt.of(response, wish.queue(), wish.subscription(), address);
    } catch (MQBrokerException | RemotingCommandException e) {
      throw new CompletionException(e);
    }
  }

  /** What really went wrong. */
  static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
