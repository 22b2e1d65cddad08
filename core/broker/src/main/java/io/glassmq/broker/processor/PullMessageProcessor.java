package io.glassmq.broker.processor;

import io.glassmq.broker.BrokerConfig;
import io.glassmq.broker.longpolling.PullRequestHoldService;
import io.glassmq.broker.longpolling.WaitingPull;
import io.glassmq.broker.offset.ConsumerOffsetManager;
import io.glassmq.broker.processor.PullRequestCheck.CheckedPull;
import io.glassmq.common.Clock;
import io.glassmq.common.event.PullServedEvent;
import io.glassmq.common.sysflag.PullSysFlag;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.RequestProcessor;
import io.glassmq.remoting.RequestRefusedException;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.header.PullMessageRequestHeader;
import io.glassmq.remoting.protocol.header.PullMessageResponseHeader;
import io.glassmq.remoting.protocol.heartbeat.SubscriptionData;
import io.glassmq.remoting.protocol.subscription.SubscriptionGroupConfig;
import io.glassmq.store.GetMessageResult;
import io.glassmq.store.MessageFilter;
import io.glassmq.store.MessageStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jetbrains.annotations.Async;

/**
 * Gives messages to consumers. A pull that finds nothing waits in the {@link
 * PullRequestHoldService}; when it is woken it looks once more and is answered whatever it finds.
 *
 * <p>Runs on the pull threads, which may have to wait for the disk. Official counterpart: {@code
 * org.apache.rocketmq.broker.processor.PullMessageProcessor}.
 */
public final class PullMessageProcessor implements RequestProcessor {
  private static final long MASTER = 0;
  private static final long LONGEST_WAIT_MILLIS = 600_000;

  private final PullRequestCheck check;
  private final ConsumerOffsetManager offsets;
  private final PullRequestHoldService holdService;
  private final MessageStore store;
  private final Clock clock;
  private final long suspendMaxMillis;
  private final boolean slaveReadEnable;

  public PullMessageProcessor(
      BrokerConfig config,
      PullRequestCheck check,
      ConsumerOffsetManager offsets,
      PullRequestHoldService holdService,
      MessageStore store,
      Clock clock) {
    this.check = check;
    this.offsets = offsets;
    this.holdService = holdService;
    this.store = store;
    this.clock = clock;
    this.slaveReadEnable = config.slaveReadEnable();
    this.suspendMaxMillis =
        config.longPollingEnable() ? LONGEST_WAIT_MILLIS : config.shortPollingTimeMillis();
  }

  @Override
  public CompletionStage<RemotingCommand> process(RemotingChannel channel, RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
    var header = request.decodeHeader(PullMessageRequestHeader.class);
    CheckedPull pull = check.check(header);
    if (PullSysFlag.has(header.sysFlag(), PullSysFlag.COMMIT_OFFSET)) {
      offsets.commitOffset(
          header.consumerGroup(), header.topic(), header.queueId(), header.commitOffset());
    }
    long reset = offsets.takeReset(header.consumerGroup(), header.topic(), header.queueId());
    if (reset != ConsumerOffsetManager.NONE) {
      return CompletableFuture.completedFuture(movedTo(reset, pull));
    }
    GetMessageResult found = look(pull);
    if (found == null) {
      return CompletableFuture.completedFuture(closed());
    }
    ResponseCode code = codeOf(found, header.queueOffset());
    if (code == ResponseCode.PULL_NOT_FOUND
        && PullSysFlag.has(header.sysFlag(), PullSysFlag.SUSPEND)) {
      found.release();
      return suspend(pull, channel, new CompletableFuture<>());
    }
    return CompletableFuture.completedFuture(answer(pull, found, code));
  }

  private CompletionStage<RemotingCommand> suspend(
      CheckedPull pull,
      RemotingChannel channel,
      @Async.Schedule CompletableFuture<RemotingCommand> promise) {
    PullMessageRequestHeader header = pull.header();
    long waitMillis = Math.min(header.suspendTimeoutMillis(), suspendMaxMillis);
    var waiting =
        new WaitingPull(
            header.consumerGroup(),
            header.topic(),
            header.queueId(),
            header.queueOffset(),
            clock.millis() + waitMillis,
            pull.subscription()::matchesTagsCode,
            channel,
            () -> lookAgain(header, promise));
    holdService.suspend(waiting, () -> store.getMaxOffsetInQueue(header.topic(), header.queueId()));
    return promise;
  }

  /** All checks again: much may have been forbidden since. */
  private void lookAgain(
      PullMessageRequestHeader header, @Async.Execute CompletableFuture<RemotingCommand> promise) {
    try {
      CheckedPull pull = check.check(header);
      long reset = offsets.takeReset(header.consumerGroup(), header.topic(), header.queueId());
      promise.complete(
          reset != ConsumerOffsetManager.NONE ? movedTo(reset, pull) : answerNow(pull));
    } catch (RequestRefusedException e) {
      promise.complete(e.toResponse());
    } catch (RuntimeException e) {
      promise.completeExceptionally(e);
    }
  }

  private RemotingCommand answerNow(CheckedPull pull) {
    GetMessageResult found = look(pull);
    return found == null
        ? closed()
        : answer(pull, found, codeOf(found, pull.header().queueOffset()));
  }

  /** An administrator has sent the group elsewhere. */
  private RemotingCommand movedTo(long offset, CheckedPull pull) {
    PullMessageRequestHeader header = pull.header();
    return RemotingCommand.createResponse(ResponseCode.PULL_OFFSET_MOVED, "OFFSET_RESET")
        .header(
            new PullMessageResponseHeader(
                MASTER,
                offset,
                store.getMinOffsetInQueue(header.topic(), header.queueId()),
                store.getMaxOffsetInQueue(header.topic(), header.queueId()),
                pull.topic().topicSysFlag(),
                pull.group().groupSysFlag(),
                null));
  }

  private static RemotingCommand closed() {
    return RemotingCommand.createResponse(
        ResponseCode.SYSTEM_ERROR, "store getMessage return null: it is shut down");
  }

  /** Null while the store does not serve reads. */
  private GetMessageResult look(CheckedPull pull) {
    PullMessageRequestHeader header = pull.header();
    SubscriptionData subscription = pull.subscription();
    MessageFilter filter =
        subscription.isSubAll() ? MessageFilter.ALL : subscription::matchesTagsCode;
    return store.getMessage(
        header.topic(), header.queueId(), header.queueOffset(), header.maxMsgNums(), filter);
  }

  private static ResponseCode codeOf(GetMessageResult found, long offset) {
    return switch (found.status()) {
      case FOUND -> ResponseCode.SUCCESS;
      case MESSAGE_WAS_REMOVING, NO_MATCHED_MESSAGE -> ResponseCode.PULL_RETRY_IMMEDIATELY;
      case NO_MESSAGE_IN_QUEUE ->
          offset == 0 ? ResponseCode.PULL_NOT_FOUND : ResponseCode.PULL_OFFSET_MOVED;
      case OFFSET_FOUND_NULL, OFFSET_OVERFLOW_ONE -> ResponseCode.PULL_NOT_FOUND;
      case OFFSET_OVERFLOW_BADLY, OFFSET_TOO_SMALL -> ResponseCode.PULL_OFFSET_MOVED;
    };
  }

  private RemotingCommand answer(CheckedPull pull, GetMessageResult found, ResponseCode code) {
    PullMessageRequestHeader header = pull.header();
    offsets.pulled(
        header.consumerGroup(),
        header.topic(),
        header.queueId(),
        found.nextBeginOffset(),
        found.messageCount());
    RemotingCommand answer =
        RemotingCommand.createResponse(code, found.status().name())
            .header(
                new PullMessageResponseHeader(
                    brokerToAsk(pull.group(), found),
                    found.nextBeginOffset(),
                    found.minOffset(),
                    found.maxOffset(),
                    pull.topic().topicSysFlag(),
                    pull.group().groupSysFlag(),
                    null));
    if (code != ResponseCode.SUCCESS) {
      found.release();
      return answer;
    }
    report(header, found);
    return answer.transferBody(new FoundMessages(found.slices()));
  }

  /** Which broker of this name the consumer should ask next. */
  private long brokerToAsk(SubscriptionGroupConfig group, GetMessageResult found) {
    if (!slaveReadEnable) {
      return MASTER;
    }
    return found.suggestPullingFromSlave()
        ? group.whichBrokerWhenConsumeSlowly()
        : group.brokerId();
  }

  private static void report(PullMessageRequestHeader header, GetMessageResult found) {
    var event = new PullServedEvent();
    if (event.shouldCommit()) {
      event.topic = header.topic();
      event.queueId = header.queueId();
      event.queueOffset = header.queueOffset();
      event.group = header.consumerGroup();
      event.messages = found.messageCount();
      event.commit();
    }
  }
}
