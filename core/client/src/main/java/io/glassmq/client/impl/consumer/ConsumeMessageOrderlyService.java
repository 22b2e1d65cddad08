package io.glassmq.client.impl.consumer;

import io.glassmq.client.consumer.DefaultMQPushConsumer;
import io.glassmq.client.consumer.listener.ConsumeOrderlyContext;
import io.glassmq.client.consumer.listener.ConsumeOrderlyStatus;
import io.glassmq.client.consumer.listener.MessageListenerOrderly;
import io.glassmq.client.consumer.store.OffsetStore;
import io.glassmq.client.stat.ConsumerStatsManager;
import io.glassmq.common.Clock;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.protocol.heartbeat.MessageModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jetbrains.annotations.Async;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the listener with the messages of each queue in order: one list at a time, and nothing else
 * of the queue until that list is done.
 *
 * <p>Three things keep the order. The broker's lock ({@link QueueLocks}) keeps other members out.
 * The process queue says "begin" to one thread at a time. And {@link QueueTurns} keep out those
 * that still have an earlier process queue of the same queue in hand; whoever wants to give the
 * queue away takes a turn as well, and so waits for the list in hand to be done.
 *
 * <p>Runs on the threads of its {@link ConsumePool}. Official counterpart: {@code
 * org.apache.rocketmq.client.impl.consumer.ConsumeMessageOrderlyService}.
 */
final class ConsumeMessageOrderlyService implements ConsumeMessageService {
  private static final Logger LOG = LoggerFactory.getLogger(ConsumeMessageOrderlyService.class);
  private static final long FIRST_RENEWAL_MILLIS = 1_000;
  private static final long RENEWAL_MILLIS =
      Long.getLong("rocketmq.client.rebalance.lockInterval", 20_000);

  /** After that a queue lets others use its thread. */
  private static final long MAX_CONTINUOUS_MILLIS =
      Long.getLong("rocketmq.client.maxTimeConsumeContinuously", 60_000);

  private static final long SOON_MILLIS = 10;
  private static final long LOCK_REFUSED_MILLIS = 3_000;
  private static final long MAX_SUSPEND_MILLIS = 30_000;

  private final DefaultMQPushConsumer settings;
  private final MessageListenerOrderly listener;
  private final MessageModel model;
  private final OffsetStore offsets;
  private final ConsumePool pool;
  private final Delivery delivery;
  private final SendBack sendBack;
  private final QueueLocks locks;
  private final ConsumerStatsManager stats;
  private final Clock clock;
  private final QueueTurns turns;
  private volatile boolean stopped;

  ConsumeMessageOrderlyService(
      DefaultMQPushConsumer settings,
      MessageListenerOrderly listener,
      MessageModel model,
      OffsetStore offsets,
      ConsumePool pool,
      Delivery delivery,
      SendBack sendBack,
      QueueLocks locks,
      ConsumerStatsManager stats,
      Clock clock) {
    this.settings = settings;
    this.listener = listener;
    this.model = model;
    this.offsets = offsets;
    this.pool = pool;
    this.delivery = delivery;
    this.sendBack = sendBack;
    this.locks = locks;
    this.stats = stats;
    this.clock = clock;
    this.turns = new QueueTurns(clock);
  }

  @Override
  public void start() {
    if (model == MessageModel.CLUSTERING) {
      pool.repeat(this::renewLocks, FIRST_RENEWAL_MILLIS, RENEWAL_MILLIS);
    }
  }

  private void renewLocks() {
    try {
      locks.lockAll();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void shutdown() throws InterruptedException {
    stopped = true; // who has a queue in hand would go on as long as there are messages
    pool.shutdown(settings.getAwaitTerminationMillisWhenShutdown());
  }

  /** What is not ours alone is not fetched either. */
  @Override
  public long pullDelayMillis(PullRequest request) {
    return mayConsume(request.messageQueue()) ? 0 : PullThread.EXCEPTION_DELAY_MILLIS;
  }

  @Override
  public void submitConsumeRequest(
      List<MessageExt> messages, @Async.Schedule PullRequest request, boolean begin) {
    if (begin) {
      pool.execute(() -> consumeQueue(request));
    }
  }

  private void consumeQueue(@Async.Execute PullRequest request) {
    long startMillis = clock.millis();
    boolean goOn = true;
    while (goOn && clock.millis() - startMillis <= MAX_CONTINUOUS_MILLIS) {
      goOn = turns.take(request.messageQueue(), () -> consumeNext(request));
    }
    if (goOn) {
      pool.executeLater(() -> consumeQueue(request), SOON_MILLIS);
    }
  }

  /**
   * @return whether there may be more to consume at once
   */
  private boolean consumeNext(PullRequest request) {
    MessageQueue queue = request.messageQueue();
    if (stopped || request.isDropped()) {
      return false;
    }
    if (!mayConsume(queue)) {
      pool.schedule(() -> lockAgain(request), SOON_MILLIS);
      return false;
    }
    List<MessageExt> batch =
        Collections.unmodifiableList(
            request.processQueue().takeMessages(settings.getConsumeMessageBatchMaxSize()));
    if (batch.isEmpty()) {
      return false;
    }
    var context = new ConsumeOrderlyContext(queue);
    var outcome =
        delivery.deliver(
            batch,
            queue,
            () -> listener.consumeMessage(batch, context),
            ConsumeOrderlyStatus.SUSPEND_CURRENT_QUEUE_A_MOMENT);
    return processConsumeResult(batch, request, context, outcome);
  }

  private boolean mayConsume(MessageQueue queue) {
    return model == MessageModel.BROADCASTING || locks.isLocked(queue);
  }

  /** Runs on the pool's scheduled thread. */
  private void lockAgain(@Async.Execute PullRequest request) {
    if (request.isDropped()) {
      return;
    }
    try {
      boolean locked = locks.lockAgain(request.messageQueue());
      pool.executeLater(() -> consumeQueue(request), locked ? SOON_MILLIS : LOCK_REFUSED_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * @return whether to go on with the queue at once
   */
  private boolean processConsumeResult(
      List<MessageExt> batch,
      PullRequest request,
      ConsumeOrderlyContext context,
      Delivery.Outcome<ConsumeOrderlyStatus> outcome) {
    boolean failed = outcome.status() == ConsumeOrderlyStatus.SUSPEND_CURRENT_QUEUE_A_MOMENT;
    int ok = failed ? 0 : batch.size();
    String topic = request.messageQueue().getTopic();
    stats.consumed(topic, outcome.tookMillis(), ok, batch.size() - ok);
    request.lastConsumeMillis(clock.millis());
    ProcessQueue held = request.processQueue();
    List<MessageExt> again = failed ? toTryAgain(batch) : List.of();
    held.makeMessageToConsumeAgain(again);
    boolean suspend = !again.isEmpty();
    if (context.isAutoCommit()) {
      if (!failed && outcome.status() != ConsumeOrderlyStatus.SUCCESS) {
        LOG.warn(
            "Group {}: {} means nothing while autoCommit is on; {} counts as done",
            settings.getConsumerGroup(),
            outcome.status(),
            request);
      }
      store(request, held.commit());
    } else if (outcome.status() == ConsumeOrderlyStatus.COMMIT) {
      store(request, held.commit());
    } else if (outcome.status() == ConsumeOrderlyStatus.ROLLBACK) {
      held.rollback();
      suspend = true;
    }
    if (suspend) {
      pool.executeLater(() -> consumeQueue(request), suspendMillis(context));
    }
    return !suspend;
  }

  private void store(PullRequest request, long offset) {
    if (offset != ProcessQueue.NOTHING) {
      request.unlessDropped(() -> offsets.updateOffset(request.messageQueue(), offset, false));
    }
  }

  private long suspendMillis(ConsumeOrderlyContext context) {
    long wanted = context.getSuspendCurrentQueueTimeMillis();
    long millis = wanted == -1 ? settings.getSuspendCurrentQueueTimeMillis() : wanted;
    return Math.max(SOON_MILLIS, Math.min(millis, MAX_SUSPEND_MILLIS));
  }

  /** All but those that were tried too often, which go to the dead letters. */
  private List<MessageExt> toTryAgain(List<MessageExt> failed) {
    int max = settings.getMaxReconsumeTimes();
    List<MessageExt> again = new ArrayList<>(failed.size());
    for (MessageExt message : failed) {
      if (max == -1 || message.getReconsumeTimes() < max || !giveUp(message)) {
        message.setReconsumeTimes(message.getReconsumeTimes() + 1);
        again.add(message);
      }
    }
    return again;
  }

  /**
   * @return whether the message is no longer ours to consume
   */
  private boolean giveUp(MessageExt message) {
    LOG.warn(
        "Group {}: {} failed {} times and is given up",
        settings.getConsumerGroup(),
        message.getMsgId(),
        message.getReconsumeTimes() + 1);
    return model == MessageModel.BROADCASTING || sendBack.trySendCopy(message);
  }

  @Override
  public boolean acquire(MessageQueue queue) throws InterruptedException {
    return model == MessageModel.BROADCASTING || locks.lock(queue);
  }

  @Override
  public boolean release(PullRequest request) throws InterruptedException {
    MessageQueue queue = request.messageQueue();
    return turns.takeLast(queue, request::drop, () -> mayConsume(queue));
  }

  @Override
  public void released(MessageQueue queue) {
    if (model == MessageModel.CLUSTERING) {
      locks.unlock(queue);
    }
  }

  @Override
  public void releasedAll() {
    locks.unlockAll();
  }
}
