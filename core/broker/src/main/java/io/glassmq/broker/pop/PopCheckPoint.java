package io.glassmq.broker.pop;

import io.glassmq.broker.offset.PopQueue;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.RemotingSerializable;
import java.util.List;
import java.util.stream.IntStream;
import org.jetbrains.annotations.Debug;

/**
 * What the broker notes when it hands messages of a queue out: which ones, to whom, and until when
 * they are hidden from others. A record of the revive log.
 *
 * <p>Immutable. Official counterpart: {@code org.apache.rocketmq.store.pop.PopCheckPoint}.
 *
 * @param invisibleTime how long the messages are hidden, in ms from the pop
 * @param distances of the messages from the start offset, ascending; at most {@value #MAX_MESSAGES}
 * @param ackedBits bit {@code i} is set when message {@code i} is done
 * @param reviveOffset where in its revive queue the record lies; known to who has read it there
 * @param rePutTimes how often it was put again, for its messages could not be given back
 * @param suspended whether coming back does not count as a failed try of the consumer
 */
@Debug.Renderer(text = "mergeKey + \" \" + distances", childrenArray = "offsets().toArray()")
public record PopCheckPoint(
    MergeKey mergeKey,
    long invisibleTime,
    List<Integer> distances,
    int ackedBits,
    long reviveOffset,
    int rePutTimes,
    boolean suspended) {
  static final String TAG = "ck";

  /** As many as {@link #ackedBits} has bits. */
  public static final int MAX_MESSAGES = Integer.SIZE;

  /** {@link #indexOf} of a message that is not among them. */
  public static final int NOT_HERE = -1;

  public PopCheckPoint {
    if (distances.size() > MAX_MESSAGES) {
      throw new IllegalArgumentException(
          "A check point of " + mergeKey + " cannot have " + distances.size() + " messages.");
    }
    distances = List.copyOf(distances);
  }

  /** The JSON form, with the names of the official broker; absent members are null. */
  private record Body(
      int bm,
      String bn,
      String c,
      List<Integer> d,
      long it,
      int n,
      long pt,
      int q,
      long reviveTime,
      long ro,
      String rp,
      long so,
      boolean sp,
      String t) {}

  /** The check point of messages that are handed out now. */
  public static PopCheckPoint of(MergeKey mergeKey, long invisibleTime, List<Long> offsets) {
    List<Integer> distances =
        offsets.stream().map(offset -> (int) (offset - mergeKey.startOffset())).toList();
    return new PopCheckPoint(mergeKey, invisibleTime, distances, 0, 0, 0, false);
  }

  public PopQueue queue() {
    return mergeKey.queue();
  }

  /** When the messages that are not done come back, ms since 1970. */
  public long reviveTime() {
    return mergeKey.popTime() + invisibleTime;
  }

  /** The offsets of its messages. */
  public List<Long> offsets() {
    return distances.stream().map(distance -> mergeKey.startOffset() + distance).toList();
  }

  /** Which bit belongs to the message at this offset, or {@link #NOT_HERE}. */
  public int indexOf(long offset) {
    long distance = offset - mergeKey.startOffset();
    return distance != (int) distance ? NOT_HERE : distances.indexOf((int) distance);
  }

  /** The offsets of those that are not done. */
  public List<Long> openOffsets() {
    return IntStream.range(0, distances.size())
        .filter(index -> (ackedBits & 1 << index) == 0)
        .mapToObj(index -> mergeKey.startOffset() + distances.get(index))
        .toList();
  }

  /** Whether all of its messages are done. */
  public boolean isDone() {
    return Integer.bitCount(ackedBits) == distances.size();
  }

  /** The same after the message at this offset was done; itself if it has no such message. */
  public PopCheckPoint acked(long offset) {
    int index = indexOf(offset);
    return index == NOT_HERE ? this : withAckedBits(ackedBits | 1 << index);
  }

  private PopCheckPoint withAckedBits(int bits) {
    return new PopCheckPoint(
        mergeKey, invisibleTime, distances, bits, reviveOffset, rePutTimes, suspended);
  }

  /** The same, with or without counting as a failed try. */
  public PopCheckPoint suspended(boolean now) {
    return new PopCheckPoint(
        mergeKey, invisibleTime, distances, ackedBits, reviveOffset, rePutTimes, now);
  }

  /** The same, as it was found in the revive queue. */
  public PopCheckPoint at(long offset) {
    return new PopCheckPoint(
        mergeKey, invisibleTime, distances, ackedBits, offset, rePutTimes, suspended);
  }

  String uniqueKey() {
    return mergeKey.uniqueKey(mergeKey.startOffset(), TAG);
  }

  /** The body of the record. */
  public byte[] encode() {
    PopQueue queue = queue();
    return RemotingSerializable.encode(
        new Body(
            ackedBits,
            mergeKey.brokerName(),
            queue.group(),
            distances,
            invisibleTime,
            distances.size(),
            mergeKey.popTime(),
            queue.queueId(),
            reviveTime(),
            reviveOffset,
            rePutTimes == 0 ? null : Integer.toString(rePutTimes),
            mergeKey.startOffset(),
            suspended,
            queue.topic()));
  }

  /**
   * Reads what {@link #encode} or an official broker wrote. Old brokers leave {@code d} out when
   * the offsets have no gaps.
   *
   * @throws RemotingCommandException if it is not the body of a check point
   */
  public static PopCheckPoint decode(byte[] json) throws RemotingCommandException {
    Body body = RemotingSerializable.decode(json, Body.class);
    boolean hasDistances = body.d != null && !body.d.isEmpty();
    if (body.t == null || body.c == null || body.n < 0 || body.n > MAX_MESSAGES) {
      throw new RemotingCommandException("A check point without topic, group or number: " + body);
    }
    return new PopCheckPoint(
        new MergeKey(new PopQueue(body.t, body.c, body.q), body.bn, body.so, body.pt),
        body.it,
        hasDistances ? body.d : IntStream.range(0, body.n).boxed().toList(),
        body.bm,
        body.ro,
        body.rp == null ? 0 : Integer.parseInt(body.rp),
        body.sp);
  }
}
