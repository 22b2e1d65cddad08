package io.glassmq.client.consumer;

import io.glassmq.common.message.MessageExt;
import java.util.List;
import org.jetbrains.annotations.Debug;

/**
 * What a pop brought: decompressed, each message with its receipt handle in the property {@code
 * POP_CK}.
 *
 * <p>Immutable. Official counterpart: {@code org.apache.rocketmq.client.consumer.PopResult}.
 */
@Debug.Renderer(text = "toString()", childrenArray = "msgFoundList.toArray()")
public final class PopResult {
  private final PopStatus popStatus;
  private final List<MessageExt> msgFoundList;
  private final long popTime;
  private final long invisibleTime;
  private final long restNum;

  public PopResult(
      PopStatus popStatus,
      List<MessageExt> msgFoundList,
      long popTime,
      long invisibleTime,
      long restNum) {
    this.popStatus = popStatus;
    this.msgFoundList = msgFoundList;
    this.popTime = popTime;
    this.invisibleTime = invisibleTime;
    this.restNum = restNum;
  }

  /** Nothing came. */
  public PopResult(PopStatus popStatus) {
    this(popStatus, List.of(), 0, 0, 0);
  }

  public PopStatus getPopStatus() {
    return popStatus;
  }

  /** What came, each queue in its order; empty unless the status is FOUND. */
  public List<MessageExt> getMsgFoundList() {
    return msgFoundList;
  }

  /** When the broker handed them out, ms since 1970 by its clock; 0 if nothing came. */
  public long getPopTime() {
    return popTime;
  }

  /** Milliseconds from {@link #getPopTime} until others may get them. */
  public long getInvisibleTime() {
    return invisibleTime;
  }

  /** About how many more there are. */
  public long getRestNum() {
    return restNum;
  }

  @Override
  public String toString() {
    return "PopResult [popStatus="
        + popStatus
        + ", msgFoundList="
        + msgFoundList.size()
        + ", popTime="
        + popTime
        + ", invisibleTime="
        + invisibleTime
        + ", restNum="
        + restNum
        + "]";
  }
}
