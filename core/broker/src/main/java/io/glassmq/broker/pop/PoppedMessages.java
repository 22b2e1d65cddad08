package io.glassmq.broker.pop;

import io.glassmq.broker.offset.PopQueue;
import io.glassmq.broker.pop.PopTour.Stop;
import io.glassmq.common.consumer.OffsetInfo;
import io.glassmq.common.consumer.ReceiptHandle;
import io.glassmq.common.consumer.RetryKind;
import io.glassmq.common.message.MessageRecord;
import io.glassmq.remoting.protocol.TransferBody;
import io.glassmq.remoting.protocol.header.PopMessageRequestHeader;
import io.glassmq.remoting.protocol.header.PopMessageResponseHeader;
import io.glassmq.store.GetMessageResult;
import io.glassmq.store.MessageFilter;
import io.glassmq.store.logfile.MappedSlice;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What one pop has found so far. Each queue adds its messages at once and says later whether their
 * check point is kept; only then they may be handed out.
 *
 * <p>Filled by one thread; afterwards read by the one that keeps the last check point.
 */
public final class PoppedMessages {
  private final PopMessageRequestHeader request;
  private final MessageFilter filter;
  private final long popTime;
  private final int reviveQueueId;
  private final List<Batch> batches = new ArrayList<>();
  private final List<CompletableFuture<?>> queues = new ArrayList<>();
  private final List<PopQueue> busy = new ArrayList<>();
  private final List<PopQueue> blocked = new ArrayList<>();
  private int collected;
  private long rest;
  private long seenMaxOffsets;
  private boolean more;

  /**
   * The messages of one queue.
   *
   * @param startOffset where its check point starts
   * @param deliveries of a pop in order: how often each was delivered before; otherwise null
   * @param kept whether the check point is kept
   */
  private record Batch(
      Stop stop,
      long startOffset,
      List<Long> offsets,
      GetMessageResult found,
      Map<Long, Integer> deliveries,
      CompletableFuture<Boolean> kept) {}

  /**
   * @param popTime ms since 1970
   * @param reviveQueueId where check points and acks of this pop meet
   */
  public PoppedMessages(
      PopMessageRequestHeader request, MessageFilter filter, long popTime, int reviveQueueId) {
    this.request = request;
    this.filter = filter;
    this.popTime = popTime;
    this.reviveQueueId = reviveQueueId;
  }

  PopMessageRequestHeader request() {
    return request;
  }

  MessageFilter filter() {
    return filter;
  }

  long popTime() {
    return popTime;
  }

  int reviveQueueId() {
    return reviveQueueId;
  }

  /** How many more it wants. */
  int room() {
    return request.maxMsgNums() - collected;
  }

  /** So many messages of a queue are left for others. */
  void addRest(long messages) {
    rest += messages;
  }

  /** A queue was looked at, or passed over, when its max offset was this. */
  void saw(long maxOffset) {
    seenMaxOffsets += maxOffset;
  }

  /** Somebody else is at work on this queue, which has messages. */
  void foundBusy(PopQueue queue) {
    busy.add(queue);
  }

  /** Messages that the group got in order block this queue. */
  void foundBlocked(PopQueue queue) {
    blocked.add(queue);
  }

  List<PopQueue> blocked() {
    return blocked;
  }

  /** A queue has more than was looked at, none of which was wanted. */
  void leftMore() {
    more = true;
  }

  /** The messages of a queue, whose check point is on its way. */
  void add(
      Stop stop,
      long startOffset,
      List<Long> offsets,
      GetMessageResult found,
      CompletableFuture<Boolean> kept) {
    batches.add(new Batch(stop, startOffset, offsets, found, null, kept));
    collected += offsets.size();
  }

  /** The messages of a queue that is popped in order. */
  void addOrdered(
      Stop stop,
      long startOffset,
      List<Long> offsets,
      GetMessageResult found,
      Map<Long, Integer> deliveries) {
    var kept = CompletableFuture.completedFuture(true);
    batches.add(new Batch(stop, startOffset, offsets, found, deliveries, kept));
    collected += offsets.size();
  }

  /** Whether a queue that was looked at may have something now. */
  boolean isOutdated(long maxOffsetsNow, PopQueueLocks locks) {
    return more
        || maxOffsetsNow > seenMaxOffsets
        || busy.stream().anyMatch(q -> !locks.isLocked(q));
  }

  /** The answer has to wait for this queue. */
  void awaits(CompletableFuture<?> unlocked) {
    queues.add(unlocked);
  }

  /** Done when all queues are unlocked, and so all check points kept or lost; never fails. */
  public CompletableFuture<Void> settled() {
    return CompletableFuture.allOf(queues.toArray(CompletableFuture<?>[]::new))
        .exceptionally(e -> null);
  }

  /** What may be handed out. Call it once, when all is {@link #settled}. */
  public Answer answer(String brokerName, boolean showRetryTopic) {
    var info = new OffsetInfo();
    List<ByteBuffer> buffers = new ArrayList<>(collected);
    List<MappedSlice> slices = new ArrayList<>(collected);
    for (Batch batch : batches) {
      if (batch.kept.isCompletedExceptionally() || !batch.kept.join()) {
        batch.found.release();
        rest += batch.offsets.size();
        continue;
      }
      describe(batch, info);
      if (batch.stop.kind() == RetryKind.NORMAL || showRetryTopic) {
        buffers.addAll(batch.found.buffers());
        slices.addAll(batch.found.slices());
      } else {
        addRetried(batch, brokerName, buffers);
        batch.found.release();
      }
    }
    return new Answer(header(info), new PoppedRecords(buffers, slices), buffers.size());
  }

  private static void describe(Batch batch, OffsetInfo info) {
    RetryKind kind = batch.stop.kind();
    int queueId = batch.stop.queue().queueId();
    info.addMessages(kind, queueId, batch.startOffset, batch.offsets);
    if (batch.deliveries != null) {
      info.addOrderCounts(kind, queueId, batch.offsets, batch.deliveries);
    }
  }

  private void addRetried(Batch batch, String brokerName, List<ByteBuffer> buffers) {
    for (MappedSlice slice : batch.found.slices()) {
      var handle =
          new ReceiptHandle(
              batch.startOffset,
              popTime,
              request.invisibleTime(),
              reviveQueueId,
              batch.stop.kind(),
              brokerName,
              batch.stop.queue().queueId(),
              queueOffset(slice));
      buffers.add(RetriedRecord.of(slice.buffer(), request.topic(), handle));
    }
  }

  private PopMessageResponseHeader header(OffsetInfo info) {
    return new PopMessageResponseHeader(
        popTime,
        request.invisibleTime(),
        reviveQueueId,
        Math.max(0, rest),
        info.startOffsetInfo(),
        info.msgOffsetInfo(),
        request.isOrder() ? info.orderCountInfo() : null);
  }

  /** The offsets of the messages that were found. */
  static List<Long> offsetsOf(GetMessageResult found) {
    List<Long> offsets = new ArrayList<>(found.slices().size());
    for (MappedSlice slice : found.slices()) {
      offsets.add(queueOffset(slice));
    }
    return offsets;
  }

  private static long queueOffset(MappedSlice record) {
    ByteBuffer buffer = record.buffer();
    return buffer.getLong(buffer.position() + MessageRecord.QUEUE_OFFSET_OFFSET);
  }

  /**
   * What goes to the consumer.
   *
   * @param body must be released, also if it is empty
   * @param count of messages
   */
  public record Answer(PopMessageResponseHeader header, TransferBody body, int count) {}
}
