package io.glassmq.broker.pop;

import io.glassmq.broker.offset.PopQueue;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.RemotingSerializable;
import java.util.List;

/**
 * Several messages that a consumer is done with, in one record.
 *
 * <p>Immutable. Official counterpart: {@code org.apache.rocketmq.store.pop.BatchAckMsg}.
 */
public record BatchAckMsg(MergeKey mergeKey, List<Long> offsets) implements PopAck {
  static final String TAG = "bAck";

  /** What the record has where that of a single one has its offset. */
  private static final long NO_SINGLE_OFFSET = -1;

  /** The JSON form, with the names of the official broker. */
  private record Body(
      long ao, List<Long> aol, String bn, String c, long pt, int q, long so, String t) {}

  public BatchAckMsg {
    offsets = List.copyOf(offsets);
  }

  @Override
  public String tag() {
    return TAG;
  }

  @Override
  public String uniqueKey() {
    return mergeKey.uniqueKey(NO_SINGLE_OFFSET, AckMsg.TAG);
  }

  @Override
  public byte[] encode() {
    PopQueue queue = mergeKey.queue();
    return RemotingSerializable.encode(
        new Body(
            NO_SINGLE_OFFSET,
            offsets,
            mergeKey.brokerName(),
            queue.group(),
            mergeKey.popTime(),
            queue.queueId(),
            mergeKey.startOffset(),
            queue.topic()));
  }

  /**
   * Reads what {@link #encode} or an official broker wrote.
   *
   * @throws RemotingCommandException if it is not the body of an acknowledgement
   */
  public static BatchAckMsg decode(byte[] json) throws RemotingCommandException {
    Body body = RemotingSerializable.decode(json, Body.class);
    var queue = new PopQueue(body.t, body.c, body.q);
    var key = new MergeKey(queue, body.bn, body.so, body.pt);
    return new BatchAckMsg(key, body.aol == null ? List.of() : body.aol);
  }
}
