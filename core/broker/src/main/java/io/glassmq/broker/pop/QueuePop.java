package io.glassmq.broker.pop;

import io.glassmq.broker.PopConfig;
import io.glassmq.broker.offset.ConsumerOffsetManager;
import io.glassmq.broker.offset.ConsumerOrderInfoManager;
import io.glassmq.broker.offset.PopQueue;
import io.glassmq.broker.pop.PopTour.Stop;
import io.glassmq.remoting.protocol.header.PopMessageRequestHeader;
import io.glassmq.store.GetMessageResult;
import io.glassmq.store.GetMessageStatus;
import io.glassmq.store.MessageStore;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pops from one queue: locks it, finds out where to begin, reads, notes what is handed out, and
 * lets go of the queue when the note is kept. A queue that somebody else works on is passed over.
 *
 * <p>Thread-safe; runs on the pull threads.
 */
public record QueuePop(
    PopConfig config,
    String brokerName,
    PopQueueLocks locks,
    PopOffsets popOffsets,
    PopInflightMessageCounter inflight,
    ConsumerOrderInfoManager orderInfo,
    PopBufferMergeService checkPoints,
    ConsumerOffsetManager offsets,
    MessageStore store) {
  private static final Logger LOG = LoggerFactory.getLogger(QueuePop.class);

  private static final CompletableFuture<Boolean> NOTHING =
      CompletableFuture.completedFuture(false);

  /** Adds what the queue has to {@code answer}, as far as there is room. */
  public void pop(Stop stop, PoppedMessages answer) {
    if (stop.onlyIfRoom() && answer.room() <= 0) {
      return;
    }
    PopQueue queue = stop.queue();
    long max = store.getMaxOffsetInQueue(queue.topic(), queue.queueId());
    answer.saw(max);
    if (!locks.tryLock(queue)) {
      passOverBusy(queue, max, answer);
      return;
    }
    CompletableFuture<Boolean> kept = NOTHING;
    try {
      kept = popLocked(stop, max, answer);
    } catch (RuntimeException e) {
      LOG.error("Pop of {} failed; the other queues are popped all the same", queue, e);
    } finally {
      answer.awaits(kept.whenComplete((isKept, e) -> locks.unlock(queue)));
    }
  }

  private void passOverBusy(PopQueue queue, long max, PoppedMessages answer) {
    long rest = max - popOffsets.peek(queue, answer.request().initMode());
    if (rest > 0) {
      answer.foundBusy(queue);
      if (!answer.request().isOrder()) {
        answer.addRest(rest);
      }
    }
  }

  /**
   * @return done when the queue may be unlocked
   */
  private CompletableFuture<Boolean> popLocked(Stop stop, long max, PoppedMessages answer) {
    PopQueue queue = stop.queue();
    PopMessageRequestHeader request = answer.request();
    if (isTooMuchInFlight(queue)) {
      answer.addRest(max - popOffsets.peek(queue, request.initMode()));
      return NOTHING;
    }
    long offset = popOffsets.begin(queue, request.initMode());
    if (request.isOrder()) {
      if (isBlocked(queue, request)) {
        answer.foundBlocked(queue);
        return NOTHING;
      }
      inflight.clear(queue);
    }
    if (answer.room() <= 0) {
      answer.addRest(max - offset);
      return NOTHING;
    }
    return read(stop, offset, answer);
  }

  /** Whether a queue that was looked at, and had nothing, may have something now. */
  public boolean isOutdated(PoppedMessages answer, List<Stop> stops) {
    long max =
        stops.stream()
            .map(Stop::queue)
            .mapToLong(queue -> store.getMaxOffsetInQueue(queue.topic(), queue.queueId()))
            .sum();
    return answer.isOutdated(max, locks)
        || answer.blocked().stream().anyMatch(queue -> !isBlocked(queue, answer.request()));
  }

  private boolean isBlocked(PopQueue queue, PopMessageRequestHeader request) {
    return orderInfo.isBlocked(queue, request.attemptId(), request.invisibleTime());
  }

  /** Whether consumers hold so much of the queue that they get no more. */
  private boolean isTooMuchInFlight(PopQueue queue) {
    return config.enablePopMessageThreshold()
        && inflight.get(queue) >= config.popInflightMessageThreshold();
  }

  private CompletableFuture<Boolean> read(Stop stop, long from, PoppedMessages answer) {
    PopQueue queue = stop.queue();
    long offset = from;
    GetMessageResult found = look(queue, offset, answer);
    if (found != null && isAstray(found.status())) {
      offset = found.nextBeginOffset();
      popOffsets.commit(queue, offset);
      found = look(queue, offset, answer);
    }
    if (found == null) { // the store is shut down
      return NOTHING;
    }
    long rest = found.maxOffset() - found.nextBeginOffset();
    answer.addRest(rest);
    if (found.status() != GetMessageStatus.FOUND) {
      if (passOver(queue, offset, found, answer.request()) && rest > 0) {
        answer.leftMore();
      }
      return NOTHING;
    }
    return answer.request().isOrder()
        ? handOutInOrder(stop, offset, found, answer)
        : handOut(stop, offset, found, answer);
  }

  private GetMessageResult look(PopQueue queue, long offset, PoppedMessages answer) {
    return store.getMessage(queue.topic(), queue.queueId(), offset, answer.room(), answer.filter());
  }

  /** Whether the group's offset lies where nothing is, so that it has to be moved. */
  private static boolean isAstray(GetMessageStatus status) {
    return switch (status) {
      case OFFSET_TOO_SMALL, OFFSET_OVERFLOW_BADLY, OFFSET_FOUND_NULL -> true;
      case FOUND,
          NO_MATCHED_MESSAGE,
          MESSAGE_WAS_REMOVING,
          OFFSET_OVERFLOW_ONE,
          NO_MESSAGE_IN_QUEUE ->
          false;
    };
  }

  /**
   * What was looked at and is not wanted is done with.
   *
   * @return whether the next pop begins further on
   */
  private boolean passOver(
      PopQueue queue, long offset, GetMessageResult found, PopMessageRequestHeader request) {
    switch (found.status()) {
      case NO_MATCHED_MESSAGE, OFFSET_FOUND_NULL, MESSAGE_WAS_REMOVING -> {
        if (request.isOrder()) {
          popOffsets.commit(queue, found.nextBeginOffset());
        } else {
          checkPoints.addMock(queue, found.nextBeginOffset());
        }
        return popOffsets.peek(queue, request.initMode()) > offset;
      }
      default -> {
        return false;
      }
    }
  }

  private CompletableFuture<Boolean> handOut(
      Stop stop, long offset, GetMessageResult found, PoppedMessages answer) {
    PopQueue queue = stop.queue();
    List<Long> messages = PoppedMessages.offsetsOf(found);
    var pop = new MergeKey(queue, brokerName, offset, answer.popTime());
    var kept =
        checkPoints.add(
            PopCheckPoint.of(pop, answer.request().invisibleTime(), messages),
            answer.reviveQueueId(),
            found.nextBeginOffset());
    answer.add(stop, offset, messages, found, kept);
    return kept.whenComplete(
        (isKept, e) -> {
          if (e == null && isKept) {
            handedOut(queue, messages.size());
            inflight.increment(queue, messages.size());
          } else {
            LOG.warn("{}: no check point for {}, they stay where they are", queue, messages, e);
          }
        });
  }

  /** In order, the group's offset stays until acks move it. */
  private CompletableFuture<Boolean> handOutInOrder(
      Stop stop, long offset, GetMessageResult found, PoppedMessages answer) {
    PopQueue queue = stop.queue();
    PopMessageRequestHeader request = answer.request();
    List<Long> messages = PoppedMessages.offsetsOf(found);
    var deliveries =
        orderInfo.update(
            queue, request.attemptId(), answer.popTime(), request.invisibleTime(), messages);
    popOffsets.commit(queue, offset);
    answer.addOrdered(stop, offset, messages, found, deliveries);
    handedOut(queue, messages.size());
    return NOTHING;
  }

  private void handedOut(PopQueue queue, int messages) {
    offsets.fetched(queue.group(), queue.topic(), messages);
  }
}
