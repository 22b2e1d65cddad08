package io.glassmq.broker.processor;

import io.glassmq.broker.BrokerConfig;
import io.glassmq.broker.longpolling.PopLongPollingService;
import io.glassmq.broker.longpolling.WaitingPop;
import io.glassmq.broker.pop.PopHolders;
import io.glassmq.broker.pop.PopTour;
import io.glassmq.broker.pop.PopTour.Stop;
import io.glassmq.broker.pop.PoppedMessages;
import io.glassmq.broker.pop.QueuePop;
import io.glassmq.common.Clock;
import io.glassmq.common.consumer.ReceiptHandle;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.RequestProcessor;
import io.glassmq.remoting.RequestRefusedException;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.header.PopMessageRequestHeader;
import io.glassmq.remoting.protocol.heartbeat.SubscriptionData;
import io.glassmq.store.MessageFilter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.jetbrains.annotations.Async;

/**
 * Hands messages out to whoever asks, and hides them for a while. A pop that finds nothing waits in
 * the {@link PopLongPollingService}; when it is woken it looks again, and waits on if somebody else
 * was quicker.
 *
 * <p>Runs on the pull threads, which may have to wait for the disk. The answer leaves when all
 * check points are kept; under sync flush that is another thread.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.processor.PopMessageProcessor}.
 */
public final class PopMessageProcessor implements RequestProcessor {
  /** A wait ends so much before the client's own time limit would. */
  static final long ANSWER_EARLY_MILLIS = 50;

  private final BrokerConfig config;
  private final PopRequestCheck check;
  private final PopTour tour;
  private final QueuePop queuePop;
  private final PopLongPollingService longPolling;
  private final PopHolders holders;
  private final IntSupplier random;
  private final Clock clock;
  private final AtomicInteger pops = new AtomicInteger();

  /**
   * @param random gives a number from 0 to 99
   */
  public PopMessageProcessor(
      BrokerConfig config,
      PopRequestCheck check,
      PopTour tour,
      QueuePop queuePop,
      PopLongPollingService longPolling,
      PopHolders holders,
      IntSupplier random,
      Clock clock) {
    this.config = config;
    this.check = check;
    this.tour = tour;
    this.queuePop = queuePop;
    this.longPolling = longPolling;
    this.holders = holders;
    this.random = random;
    this.clock = clock;
  }

  /** One pop, from the request to the answer, maybe by way of waiting. */
  private record Pop(
      PopMessageRequestHeader header,
      RemotingChannel channel,
      CompletableFuture<RemotingCommand> promise) {}

  @Override
  public CompletionStage<RemotingCommand> process(RemotingChannel channel, RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
    var header = request.decodeHeader(PopMessageRequestHeader.class);
    var pop = new Pop(header.bornAt(clock.millis()), channel, new CompletableFuture<>());
    look(pop);
    return pop.promise;
  }

  private void look(Pop pop) throws RequestRefusedException {
    PopMessageRequestHeader header = pop.header;
    SubscriptionData wanted = check.check(header);
    MessageFilter filter = wanted.isSubAll() ? MessageFilter.ALL : wanted::matchesTagsCode;
    int reviveQueueId = header.isOrder() ? ReceiptHandle.ORDER_REVIVE_QUEUE : nextReviveQueue();
    var found = new PoppedMessages(header, filter, clock.millis(), reviveQueueId);
    int chance = random.getAsInt();
    stops(header, chance).forEach(stop -> queuePop.pop(stop, found));
    found
        .settled()
        .thenRun(() -> finish(pop, wanted, found, chance))
        .exceptionally(
            e -> {
              pop.promise.completeExceptionally(e);
              return null;
            });
  }

  private List<Stop> stops(PopMessageRequestHeader header, int chance) {
    return tour.stops(
        header.topic(), header.consumerGroup(), header.queueId(), header.isOrder(), chance);
  }

  private int nextReviveQueue() {
    return Math.floorMod(pops.getAndIncrement(), config.pop().reviveQueueNum());
  }

  private void finish(Pop pop, SubscriptionData wanted, PoppedMessages found, int chance) {
    PopMessageRequestHeader header = pop.header;
    var answer =
        found.answer(config.brokerName(), config.pop().popResponseReturnActualRetryTopic());
    if (answer.count() > 0) {
      holders.note(
          header.consumerGroup(),
          answer.header().popTime(),
          answer.header().reviveQid(),
          pop.channel.remoteAddress());
      if (answer.header().restNum() > 0) {
        longPolling.wakeOne(header.topic(), header.consumerGroup(), header.queueId());
      }
      pop.promise.complete(
          RemotingCommand.createResponse(ResponseCode.SUCCESS, "FOUND")
              .header(answer.header())
              .transferBody(answer.body()));
      return;
    }
    ResponseCode refusal = await(pop, wanted, found, chance);
    if (refusal != null) {
      pop.promise.complete(
          RemotingCommand.createResponse(refusal, "NO_MESSAGE_IN_QUEUE").header(answer.header()));
    }
  }

  /**
   * @return why it may not wait; null if it waits
   */
  private ResponseCode await(Pop pop, SubscriptionData wanted, PoppedMessages found, int chance) {
    PopMessageRequestHeader header = pop.header;
    long deadline = header.bornTime() + header.pollTime() - ANSWER_EARLY_MILLIS;
    if (header.pollTime() <= 0 || clock.millis() >= deadline) {
      return ResponseCode.POLLING_TIMEOUT;
    }
    var waiting =
        new WaitingPop(
            header.topic(),
            header.consumerGroup(),
            header.queueId(),
            deadline,
            wanted::matchesTagsCode,
            pop.channel,
            () -> lookAgain(pop));
    boolean parked =
        longPolling.park(waiting, () -> queuePop.isOutdated(found, stops(header, chance)));
    return parked ? null : ResponseCode.POLLING_FULL;
  }

  /** All checks again: much may have been forbidden since. */
  private void lookAgain(@Async.Execute Pop pop) {
    if (!pop.channel.isActive()) { // nobody is there any more; what woke it is for others
      longPolling.wakeOne(pop.header.topic(), pop.header.consumerGroup(), pop.header.queueId());
      return;
    }
    try {
      look(pop);
    } catch (RequestRefusedException e) {
      pop.promise.complete(e.toResponse());
    } catch (RuntimeException e) {
      pop.promise.completeExceptionally(e);
    }
  }
}
