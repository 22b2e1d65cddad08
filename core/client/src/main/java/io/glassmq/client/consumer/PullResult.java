package io.glassmq.client.consumer;

import io.glassmq.common.message.MessageExt;
import java.util.List;
import org.jetbrains.annotations.Debug;

/**
 * What a pull brought: decompressed, and with nothing that was not asked for.
 *
 * <p>Immutable. Official counterpart: {@code org.apache.rocketmq.client.consumer.PullResult}.
 */
@Debug.Renderer(text = "toString()", childrenArray = "msgFoundList.toArray()")
public final class PullResult {
  private final PullStatus pullStatus;
  private final long nextBeginOffset;
  private final long minOffset;
  private final long maxOffset;
  private final List<MessageExt> msgFoundList;

  public PullResult(
      PullStatus pullStatus,
      long nextBeginOffset,
      long minOffset,
      long maxOffset,
      List<MessageExt> msgFoundList) {
    this.pullStatus = pullStatus;
    this.nextBeginOffset = nextBeginOffset;
    this.minOffset = minOffset;
    this.maxOffset = maxOffset;
    this.msgFoundList = msgFoundList;
  }

  public PullStatus getPullStatus() {
    return pullStatus;
  }

  /** Where to pull next. */
  public long getNextBeginOffset() {
    return nextBeginOffset;
  }

  /** The oldest offset that the queue still has. */
  public long getMinOffset() {
    return minOffset;
  }

  /** The offset that the next message of the queue will get. */
  public long getMaxOffset() {
    return maxOffset;
  }

  /** What came and is wanted, in the order of the queue; may be empty with any status. */
  public List<MessageExt> getMsgFoundList() {
    return msgFoundList;
  }

  @Override
  public String toString() {
    return "PullResult [pullStatus="
        + pullStatus
        + ", nextBeginOffset="
        + nextBeginOffset
        + ", minOffset="
        + minOffset
        + ", maxOffset="
        + maxOffset
        + ", msgFoundList="
        + msgFoundList.size()
        + "]";
  }
}
