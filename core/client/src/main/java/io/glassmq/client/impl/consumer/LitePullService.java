package io.glassmq.client.impl.consumer;

import io.glassmq.client.ClientParts;
import io.glassmq.client.consumer.DefaultLitePullConsumer;
import io.glassmq.client.consumer.PullResult;
import io.glassmq.client.consumer.PullStatus;
import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.common.sysflag.PullSysFlag;
import io.glassmq.common.thread.NamedThreadFactory;
import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.heartbeat.SubscriptionData;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jetbrains.annotations.Async;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches ahead for a lite pull consumer: checks whether there is room, asks the broker, lays what
 * comes ready for {@code poll}, and begins again. While a queue is empty its request waits at the
 * broker.
 *
 * <p>The original blocks one of 20 threads for each pull that waits at a broker, so the 21st queue
 * has to wait for another's time-out. Here a pull blocks nobody, as in {@link PullMessageService}:
 * one thread, {@code PullMsgThread-<group>1}, sends all requests, and the client's callback threads
 * work on the answers. Official counterpart: {@code
 * org.apache.rocketmq.client.impl.consumer.DefaultLitePullConsumerImpl}.
 */
final class LitePullService {
  private static final Logger LOG = LoggerFactory.getLogger(LitePullService.class);
  private static final long FLOW_CONTROL_DELAY_MILLIS = 50;
  private static final long BROKER_FLOW_CONTROL_DELAY_MILLIS = 20;
  private static final long NO_OFFSET_DELAY_MILLIS = 3_000;
  private static final int MIB = 1024 * 1024;
  private static final int SYS_FLAG =
      PullSysFlag.SUSPEND | PullSysFlag.SUBSCRIPTION | PullSysFlag.LITE_PULL;

  private final DefaultLitePullConsumer settings;
  private final ClientParts parts;
  private final PullAPIWrapper pulls;
  private final StartOffset startOffset;
  private final Function<String, SubscriptionData> subscriptions;
  private final BlockingQueue<Fetched> fetched = new LinkedBlockingQueue<>();
  private final ScheduledThreadPoolExecutor executor;

  /** Messages of one pull that wait to be polled. */
  record Fetched(LitePullQueue queue, PullRequest round, List<MessageExt> messages) {}

  /**
   * @param subscriptions what is wanted of a topic; null for nothing now
   */
  LitePullService(
      DefaultLitePullConsumer settings,
      ClientParts parts,
      PullAPIWrapper pulls,
      StartOffset startOffset,
      Function<String, SubscriptionData> subscriptions) {
    this.settings = settings;
    this.parts = parts;
    this.pulls = pulls;
    this.startOffset = startOffset;
    this.subscriptions = subscriptions;
    this.executor =
        new ScheduledThreadPoolExecutor(
            1,
            new NamedThreadFactory("PullMsgThread-" + settings.getConsumerGroup()),
            new ThreadPoolExecutor.DiscardPolicy());
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  void shutdown() {
    executor.shutdownNow();
  }

  /** Begins where the group left off, as soon as a broker tells where that is. */
  void beginAtStartOffset(LitePullQueue queue) {
    executor.execute(() -> begin(queue));
  }

  private void begin(@Async.Execute LitePullQueue queue) {
    try {
      beginAt(queue, startOffset.of(queue.messageQueue()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RemotingException | MQBrokerException | MQClientException e) {
      LOG.warn(
          "Group {}: no offset to begin at for {} yet: {}",
          settings.getConsumerGroup(),
          queue.messageQueue(),
          e.toString());
      executor.schedule(() -> begin(queue), NO_OFFSET_DELAY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Begins at an offset, unless a seek has already chosen another. */
  void beginAt(LitePullQueue queue, long offset) {
    PullRequest first = round(queue.messageQueue(), offset);
    if (queue.begin(first)) {
      again(queue, first, 0);
    }
  }

  /**
   * Goes on at another offset; what was fetched before is forgotten.
   *
   * @return whether the queue is still ours
   */
  boolean seek(LitePullQueue queue, long offset) {
    PullRequest next = round(queue.messageQueue(), offset);
    boolean ours = queue.seek(next);
    forgetDropped();
    if (ours) {
      again(queue, next, 0);
    }
    return ours;
  }

  void resume(LitePullQueue queue) {
    queue.resume().ifPresent(round -> again(queue, round, 0));
  }

  /** Frees what was fetched for queues that are no longer ours, or for another place in them. */
  void forgetDropped() {
    fetched.removeIf(some -> some.round().isDropped());
  }

  /**
   * The oldest messages that wait, at most those of one pull.
   *
   * @return none if none come in time
   */
  List<MessageExt> poll(long timeoutMillis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    while (true) {
      Fetched next = fetched.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        return List.of();
      }
      if (next.queue().handOut(next.round(), next.messages())) {
        return next.messages();
      }
    }
  }

  private PullRequest round(MessageQueue queue, long offset) {
    var round = new PullRequest(queue, parts.processQueue().get(), parts.clock().millis());
    round.nextOffset(offset);
    return round;
  }

  private void again(LitePullQueue queue, @Async.Schedule PullRequest round, long delayMillis) {
    executor.schedule(() -> pull(queue, round), delayMillis, TimeUnit.MILLISECONDS);
  }

  private void pull(LitePullQueue queue, @Async.Execute PullRequest round) {
    if (round.isDropped() || queue.keepsBack(round)) {
      return;
    }
    SubscriptionData subscription = subscriptions.apply(queue.messageQueue().getTopic());
    if (subscription == null) {
      again(queue, round, PullThread.EXCEPTION_DELAY_MILLIS);
      return;
    }
    if (isFull(round.processQueue())) {
      again(queue, round, FLOW_CONTROL_DELAY_MILLIS);
      return;
    }
    try {
      pulls
          .pull(RequestCode.LITE_PULL_MESSAGE, wish(round, subscription))
          .whenComplete((answer, failure) -> answered(queue, round, answer, failure));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (MQClientException | RuntimeException e) {
      failed(queue, round, e);
    }
  }

  /** Flow control: what is fetched is held in memory, so there is a limit to it. */
  private boolean isFull(ProcessQueue held) {
    return (long) fetched.size() * settings.getPullBatchSize() > settings.getPullThresholdForAll()
        || held.getMsgCount() > settings.getPullThresholdForQueue()
        || held.getMsgSize() / MIB > settings.getPullThresholdSizeForQueue()
        || held.getMaxSpan() > settings.getConsumeMaxSpan();
  }

  private PullAPIWrapper.Wish wish(PullRequest round, SubscriptionData subscription) {
    return new PullAPIWrapper.Wish(
        round.messageQueue(),
        subscription,
        round.nextOffset(),
        settings.getPullBatchSize(),
        Integer.MAX_VALUE,
        round.brokerId(),
        SYS_FLAG,
        settings.getBrokerSuspendMaxTimeMillis(),
        settings.getConsumerTimeoutMillisWhenSuspend());
  }

  private void answered(
      LitePullQueue queue, PullRequest round, PullResultExt answer, Throwable failure) {
    if (failure != null) {
      failed(queue, round, PullAPIWrapper.cause(failure));
      return;
    }
    round.brokerId(answer.suggestWhichBrokerId());
    round.unlessDropped(() -> take(queue, round, answer.result()));
    again(queue, round, 0);
  }

  private void take(LitePullQueue queue, PullRequest round, PullResult result) {
    if (result.getPullStatus() == PullStatus.OFFSET_ILLEGAL) {
      LOG.warn("{} is outside the queue; goes on at {}", round, result.getNextBeginOffset());
    }
    round.nextOffset(result.getNextBeginOffset());
    if (!result.getMsgFoundList().isEmpty()) {
      round.processQueue().putMessage(result.getMsgFoundList());
      fetched.add(new Fetched(queue, round, result.getMsgFoundList()));
    }
  }

  private void failed(LitePullQueue queue, PullRequest round, Throwable failure) {
    boolean tooMuch =
        failure instanceof MQBrokerException refusal
            && ResponseCode.of(refusal.getResponseCode()) == ResponseCode.FLOW_CONTROL;
    long delayMillis =
        tooMuch ? BROKER_FLOW_CONTROL_DELAY_MILLIS : PullThread.EXCEPTION_DELAY_MILLIS;
    if (!round.isDropped() && !executor.isShutdown()) {
      LOG.warn("Pull of {} failed, again in {} ms: {}", round, delayMillis, failure.toString());
    }
    again(queue, round, delayMillis);
  }
}
