package io.glassmq.broker.processor;

import io.glassmq.broker.offset.PopQueue;
import io.glassmq.broker.pop.AckMsg;
import io.glassmq.broker.pop.BatchAckMsg;
import io.glassmq.broker.pop.MergeKey;
import io.glassmq.broker.pop.PopBufferMergeService;
import io.glassmq.broker.pop.PopInflightMessageCounter;
import io.glassmq.broker.topic.TopicConfigManager;
import io.glassmq.common.consumer.ReceiptHandle;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.RequestProcessor;
import io.glassmq.remoting.RequestRefusedException;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.body.BatchAck;
import io.glassmq.remoting.protocol.body.BatchAckMessageRequestBody;
import io.glassmq.remoting.protocol.header.AckMessageRequestHeader;
import io.glassmq.store.MessageStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Consumers are done with messages that they popped: one (200051), or many of one broker (200151).
 *
 * <p>It is only noted; whether a check point is there, and whether the messages have come back
 * meanwhile, is seen when check points and acknowledgements meet. So an acknowledgement can come
 * twice or too late, and never fails for that, nor when the store refuses it: the message comes
 * again then.
 *
 * <p>Runs on the network threads. Official counterpart: {@code
 * org.apache.rocketmq.broker.processor.AckMessageProcessor}.
 */
public record AckMessageProcessor(
    TopicConfigManager topics,
    PopBufferMergeService merge,
    PopInflightMessageCounter inflight,
    OrderedAcks ordered,
    MessageStore store)
    implements RequestProcessor {

  @Override
  public CompletionStage<RemotingCommand> process(RemotingChannel channel, RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
    CompletableFuture<?> done =
        request.requestCode() == RequestCode.BATCH_ACK_MESSAGE
            ? ackMany(RemotingSerializable.decode(request.body(), BatchAckMessageRequestBody.class))
            : ackOne(channel, request.decodeHeader(AckMessageRequestHeader.class));
    return done.thenApply(ignored -> RemotingCommand.success());
  }

  private CompletableFuture<?> ackOne(RemotingChannel channel, AckMessageRequestHeader header)
      throws RequestRefusedException {
    var queue = new PopQueue(header.topic(), header.consumerGroup(), header.queueId());
    new ReceiptCheck(topics, Map.of()).check(queue, channel);
    if (!mayBeThere(queue, header.offset())) {
      throw new RequestRefusedException(
          ResponseCode.NO_MESSAGE,
          "offset is illegal, key:%s@%d, commit:%d, store:%d~%d"
              .formatted(
                  queue.topic(),
                  queue.queueId(),
                  header.offset(),
                  store.getMinOffsetInQueue(queue.topic(), queue.queueId()),
                  store.getMaxOffsetInQueue(queue.topic(), queue.queueId())));
    }
    ReceiptHandle handle = ReceiptCheck.handle(header.extraInfo());
    if (handle.isOrder()) {
      return ordered.ack(queue, header.offset(), handle.popTime());
    }
    var pop = new MergeKey(queue, handle.brokerName(), handle.startOffset(), handle.popTime());
    inflight.decrement(queue, handle.popTime(), 1);
    return merge.ack(new AckMsg(pop, header.offset()), handle.reviveQueueId(), handle.reviveTime());
  }

  private boolean mayBeThere(PopQueue queue, long offset) {
    return offset >= store.getMinOffsetInQueue(queue.topic(), queue.queueId())
        && offset <= store.getMaxOffsetInQueue(queue.topic(), queue.queueId());
  }

  private CompletableFuture<?> ackMany(BatchAckMessageRequestBody body)
      throws RequestRefusedException {
    if (body.acks().isEmpty()) {
      throw new RequestRefusedException(ResponseCode.NO_MESSAGE, null);
    }
    return CompletableFuture.allOf(
        body.acks().stream()
            .map(ack -> ackMany(ack, body.brokerName()))
            .toArray(CompletableFuture<?>[]::new));
  }

  private CompletableFuture<?> ackMany(BatchAck ack, String brokerName) {
    String topic = ack.retryKind().realTopic(ack.topic(), ack.consumerGroup());
    var queue = new PopQueue(topic, ack.consumerGroup(), ack.queueId());
    List<Long> offsets =
        ack.consumed().stream()
            .mapToObj(bit -> ack.startOffset() + bit)
            .filter(offset -> mayBeThere(queue, offset))
            .toList();
    if (offsets.isEmpty() || topics.selectTopicConfig(topic) == null) {
      return CompletableFuture.completedFuture(null); // expired, or deleted
    }
    if (ack.reviveQueueId() == ReceiptHandle.ORDER_REVIVE_QUEUE) {
      return CompletableFuture.allOf(
          offsets.stream()
              .map(offset -> ordered.ack(queue, offset, ack.popTime()))
              .toArray(CompletableFuture<?>[]::new));
    }
    var pop = new MergeKey(queue, brokerName, ack.startOffset(), ack.popTime());
    inflight.decrement(queue, ack.popTime(), offsets.size());
    return merge.ack(
        new BatchAckMsg(pop, offsets), ack.reviveQueueId(), ack.popTime() + ack.invisibleTime());
  }
}
