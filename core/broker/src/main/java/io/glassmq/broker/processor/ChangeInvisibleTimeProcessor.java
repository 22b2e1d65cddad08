package io.glassmq.broker.processor;

import io.glassmq.broker.offset.PopQueue;
import io.glassmq.broker.pop.AckMsg;
import io.glassmq.broker.pop.MergeKey;
import io.glassmq.broker.pop.PopBufferMergeService;
import io.glassmq.broker.pop.PopCheckPoint;
import io.glassmq.broker.pop.PopHolders;
import io.glassmq.broker.pop.PopInflightMessageCounter;
import io.glassmq.broker.pop.ReviveLog;
import io.glassmq.broker.topic.TopicConfigManager;
import io.glassmq.common.Clock;
import io.glassmq.common.consumer.ReceiptHandle;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.RequestProcessor;
import io.glassmq.remoting.RequestRefusedException;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.header.ChangeInvisibleTimeRequestHeader;
import io.glassmq.remoting.protocol.header.ChangeInvisibleTimeResponseHeader;
import io.glassmq.store.MessageStore;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A consumer needs more time for a message, or wants it again sooner (200053). It is as if the
 * message were popped again, alone: a check point of its own is noted, then the message is
 * acknowledged in the old one. A crash between the two delivers it twice; the other order could
 * lose it.
 *
 * <p>Runs on the network threads. Official counterpart: {@code
 * org.apache.rocketmq.broker.processor.ChangeInvisibleTimeProcessor}.
 */
public record ChangeInvisibleTimeProcessor(
    TopicConfigManager topics,
    ReviveLog log,
    PopBufferMergeService merge,
    PopInflightMessageCounter inflight,
    OrderedAcks ordered,
    PopHolders holders,
    MessageStore store,
    Clock clock)
    implements RequestProcessor {
  private static final Map<String, String> REFUSED =
      Map.of("popTime", "0", "invisibleTime", "0", "reviveQid", "0");

  /** Official brokers say so when all went well, and when there is no such message. */
  private static final String REMARK = "not set any response code";

  @Override
  public CompletionStage<RemotingCommand> process(RemotingChannel channel, RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
    var header = request.decodeHeader(ChangeInvisibleTimeRequestHeader.class);
    var queue = new PopQueue(header.topic(), header.consumerGroup(), header.queueId());
    new ReceiptCheck(topics, REFUSED).check(queue, channel);
    if (header.offset() < store.getMinOffsetInQueue(queue.topic(), queue.queueId())
        || header.offset() >= store.getMaxOffsetInQueue(queue.topic(), queue.queueId())) {
      throw new RequestRefusedException(ResponseCode.NO_MESSAGE, REMARK, REFUSED);
    }
    ReceiptHandle handle = ReceiptCheck.handle(header.extraInfo());
    return handle.isOrder()
        ? changeOrdered(queue, header, handle)
        : change(queue, header, handle, popTime(handle), channel.remoteAddress());
  }

  /** Now; but no two check points of one message may have the same time, or one is lost. */
  private long popTime(ReceiptHandle handle) {
    return Math.max(clock.millis(), handle.popTime() + 1);
  }

  private CompletableFuture<RemotingCommand> changeOrdered(
      PopQueue queue, ChangeInvisibleTimeRequestHeader header, ReceiptHandle handle) {
    return ordered
        .changeInvisible(queue, header.offset(), handle.popTime(), header.invisibleTime())
        .thenApply(visibleAt -> answer(handle.popTime(), visibleAt - handle.popTime(), handle));
  }

  private CompletableFuture<RemotingCommand> change(
      PopQueue queue,
      ChangeInvisibleTimeRequestHeader header,
      ReceiptHandle handle,
      long now,
      InetSocketAddress client) {
    holders.note(queue.group(), now, handle.reviveQueueId(), client);
    var again = new MergeKey(queue, handle.brokerName(), header.offset(), now);
    var checkPoint =
        PopCheckPoint.of(again, header.invisibleTime(), List.of(header.offset()))
            .suspended(header.isSuspend());
    var before = new MergeKey(queue, handle.brokerName(), handle.startOffset(), handle.popTime());
    return log.append(checkPoint, handle.reviveQueueId())
        .thenCompose(
            stored -> {
              if (!stored) {
                return CompletableFuture.completedFuture(
                    RemotingCommand.createResponse(ResponseCode.SYSTEM_ERROR, null));
              }
              inflight.decrement(queue, handle.popTime(), 1);
              var ack = new AckMsg(before, header.offset());
              return merge
                  .ack(ack, handle.reviveQueueId(), handle.reviveTime())
                  .thenApply(ignored -> answer(now, header.invisibleTime(), handle));
            });
  }

  private static RemotingCommand answer(long popTime, long invisibleTime, ReceiptHandle handle) {
    return RemotingCommand.success()
        .remark(REMARK)
        .header(
            new ChangeInvisibleTimeResponseHeader(popTime, invisibleTime, handle.reviveQueueId()));
  }
}
