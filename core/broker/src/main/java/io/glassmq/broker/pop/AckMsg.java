package io.glassmq.broker.pop;

import io.glassmq.broker.offset.PopQueue;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.RemotingSerializable;
import java.util.List;

/**
 * One message that a consumer is done with.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.store.pop.AckMsg}.
 */
public record AckMsg(MergeKey mergeKey, long ackOffset) implements PopAck {
  static final String TAG = "ack";

  /** The JSON form, with the names of the official broker. */
  private record Body(long ao, String bn, String c, long pt, int q, long so, String t) {}

  @Override
  public List<Long> offsets() {
    return List.of(ackOffset);
  }

  @Override
  public String tag() {
    return TAG;
  }

  @Override
  public String uniqueKey() {
    return mergeKey.uniqueKey(ackOffset, TAG);
  }

  @Override
  public byte[] encode() {
    PopQueue queue = mergeKey.queue();
    return RemotingSerializable.encode(
        new Body(
            ackOffset,
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
  public static AckMsg decode(byte[] json) throws RemotingCommandException {
    Body body = RemotingSerializable.decode(json, Body.class);
    var queue = new PopQueue(body.t, body.c, body.q);
    return new AckMsg(new MergeKey(queue, body.bn, body.so, body.pt), body.ao);
  }
}
