package io.glassmq.client.impl.consumer;

import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.impl.factory.MQClientInstance;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.header.PullMessageRequestHeader;
import io.glassmq.remoting.protocol.heartbeat.SubscriptionData;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * One pull of a pull-style consumer: finds the broker, asks, and reads the answer.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.client.impl.consumer.PullAPIWrapper}.
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
   * Asks, and lets a callback thread of the client read the answer.
   *
   * @return fails with a {@link RemotingException} or an {@link MQBrokerException}, perhaps inside
   *     a {@link CompletionException}
   * @throws MQClientException if no address of the broker is known
   */
  CompletableFuture<PullResultExt> pull(RequestCode code, Wish wish)
      throws MQClientException, InterruptedException {
    String address = address(wish);
    return ask(address, code, wish)
        .thenApplyAsync(response -> readUnchecked(response, wish, address), instance.callbacks());
  }

  /** Asks, waits, and reads the answer on the caller's thread, which may be a callback thread. */
  PullResultExt pullAndWait(RequestCode code, Wish wish)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    String address = address(wish);
    try {
      return read(ask(address, code, wish).get(), wish, address);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RemotingException remoting) {
        throw remoting;
      }
      throw new MQClientException("Could not pull from " + wish.queue(), e.getCause());
    }
  }

  private String address(Wish wish) throws MQClientException, InterruptedException {
    return instance.routes().subscribeAddress(wish.queue(), wish.brokerId()).address();
  }

  private CompletableFuture<RemotingCommand> ask(String address, RequestCode code, Wish wish) {
    return instance.api().pullMessage(address, code, header(wish), wish.timeoutMillis());
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

  private static PullResultExt read(RemotingCommand response, Wish wish, String address)
      throws MQBrokerException, RemotingCommandException {
    return PullResultExt.of(response, wish.queue(), wish.subscription(), address);
  }

  private static PullResultExt readUnchecked(RemotingCommand response, Wish wish, String address) {
    try {
      return read(response, wish, address);
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
