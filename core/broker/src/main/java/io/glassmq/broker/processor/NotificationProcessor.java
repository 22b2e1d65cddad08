package io.glassmq.broker.processor;

import io.glassmq.broker.PopConfig;
import io.glassmq.broker.longpolling.PopLongPollingService;
import io.glassmq.broker.longpolling.WaitingPop;
import io.glassmq.broker.offset.ConsumerOrderInfoManager;
import io.glassmq.broker.offset.PopQueue;
import io.glassmq.broker.pop.PopOffsets;
import io.glassmq.broker.pop.PopTour;
import io.glassmq.common.Clock;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.RequestProcessor;
import io.glassmq.remoting.RequestRefusedException;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.header.NotificationRequestHeader;
import io.glassmq.remoting.protocol.header.NotificationResponseHeader;
import io.glassmq.remoting.protocol.header.PopMessageRequestHeader;
import io.glassmq.remoting.protocol.heartbeat.SubscriptionData;
import io.glassmq.store.GetMessageResult;
import io.glassmq.store.MessageStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jetbrains.annotations.Async;

/**
 * Tells consumers, as soon as it is so, that a pop would find something.
 *
 * <p>Runs on the pull threads. Official counterpart: {@code
 * org.apache.rocketmq.broker.processor.NotificationProcessor}.
 */
public record NotificationProcessor(
    PopConfig config,
    PopRequestCheck check,
    PopTour tour,
    PopOffsets offsets,
    ConsumerOrderInfoManager orderInfo,
    PopLongPollingService longPolling,
    MessageStore store,
    Clock clock)
    implements RequestProcessor {

  /** One question, from the request to the answer, maybe by way of waiting. */
  private record Question(
      NotificationRequestHeader header,
      RemotingChannel channel,
      CompletableFuture<RemotingCommand> promise) {

    void answer(boolean hasMessage, boolean full) {
      promise.complete(
          RemotingCommand.success().header(new NotificationResponseHeader(hasMessage, full)));
    }
  }

  @Override
  public CompletionStage<RemotingCommand> process(RemotingChannel channel, RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
    var header = request.decodeHeader(NotificationRequestHeader.class);
    var question = new Question(header, channel, new CompletableFuture<>());
    look(question);
    return question.promise;
  }

  private void look(Question question) throws RequestRefusedException {
    NotificationRequestHeader header = question.header;
    SubscriptionData wanted = check.check(header);
    long deadline = header.bornTime() + header.pollTime() - PopMessageProcessor.ANSWER_EARLY_MILLIS;
    if (hasMessage(header, wanted)) {
      question.answer(true, false);
    } else if (header.pollTime() <= 0 || clock.millis() >= deadline) {
      question.answer(false, false);
    } else if (!park(question, wanted, deadline)) {
      question.answer(false, true);
    }
  }

  private boolean park(Question question, SubscriptionData wanted, long deadline) {
    NotificationRequestHeader header = question.header;
    var waiting =
        new WaitingPop(
            header.topic(),
            header.consumerGroup(),
            header.queueId(),
            deadline,
            wanted::matchesTagsCode,
            question.channel,
            () -> lookAgain(question));
    return longPolling.park(waiting, () -> hasMessage(header, wanted));
  }

  /** All checks again: much may have been forbidden since. */
  private void lookAgain(@Async.Execute Question question) {
    try {
      look(question);
    } catch (RequestRefusedException e) {
      question.promise.complete(e.toResponse());
    } catch (RuntimeException e) {
      question.promise.completeExceptionally(e);
    }
  }

  private boolean hasMessage(NotificationRequestHeader header, SubscriptionData wanted) {
    return tour
        .queues(header.topic(), header.consumerGroup(), header.queueId(), header.isOrder())
        .stream()
        .anyMatch(queue -> hasMessage(queue, header, wanted));
  }

  private boolean hasMessage(
      PopQueue queue, NotificationRequestHeader header, SubscriptionData wanted) {
    long offset = offsets.peek(queue, PopMessageRequestHeader.INIT_MIN);
    if (store.getMaxOffsetInQueue(queue.topic(), queue.queueId()) <= offset
        || header.isOrder() && orderInfo.isBlocked(queue, header.attemptId(), 0)) {
      return false;
    }
    return wanted.isSubAll()
        || !config.useMessageFilterForNotification()
        || hasWanted(queue, offset, wanted);
  }

  private boolean hasWanted(PopQueue queue, long offset, SubscriptionData wanted) {
    GetMessageResult found =
        store.getMessage(queue.topic(), queue.queueId(), offset, 1, wanted::matchesTagsCode);
    if (found == null) { // the store is shut down
      return false;
    }
    found.release();
    return switch (found.status()) {
      case NO_MESSAGE_IN_QUEUE, OFFSET_OVERFLOW_ONE, OFFSET_OVERFLOW_BADLY -> false;
      case NO_MATCHED_MESSAGE -> found.nextBeginOffset() < found.maxOffset(); // who knows the rest
      case FOUND, OFFSET_TOO_SMALL, OFFSET_FOUND_NULL, MESSAGE_WAS_REMOVING -> true;
    };
  }
}
