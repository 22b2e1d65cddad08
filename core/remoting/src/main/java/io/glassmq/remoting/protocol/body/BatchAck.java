package io.glassmq.remoting.protocol.body;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.glassmq.common.consumer.ReceiptHandle;
import io.glassmq.common.consumer.RetryKind;
import java.util.Base64;
import java.util.BitSet;

/**
 * Messages of one pop of one queue that are consumed. The names on the wire are single letters; the
 * long ones are read, too.
 *
 * @param topic the original one, even if the messages came from its retry topic
 * @param retry the mark of a {@link RetryKind}
 * @param bitSet in Base64, bytes in order and least significant bit first: bit i stands for the
 *     message at {@code startOffset + i}
 */
public record BatchAck(
    @JsonProperty("c") @JsonAlias("consumerGroup") String consumerGroup,
    @JsonProperty("t") @JsonAlias("topic") String topic,
    @JsonProperty("r") @JsonAlias("retry") String retry,
    @JsonProperty("so") @JsonAlias("startOffset") long startOffset,
    @JsonProperty("q") @JsonAlias("queueId") int queueId,
    @JsonProperty("rq") @JsonAlias("reviveQueueId") int reviveQueueId,
    @JsonProperty("pt") @JsonAlias("popTime") long popTime,
    @JsonProperty("it") @JsonAlias("invisibleTime") long invisibleTime,
    @JsonProperty("b") @JsonAlias("bitSet") String bitSet) {

  /**
   * @param handle of any of the messages
   * @param consumed bit i stands for the message at {@code handle.startOffset() + i}
   */
  public static BatchAck of(
      String consumerGroup, String topic, ReceiptHandle handle, BitSet consumed) {
    return new BatchAck(
        consumerGroup,
        topic,
        handle.retryKind().mark(),
        handle.startOffset(),
        handle.queueId(),
        handle.reviveQueueId(),
        handle.popTime(),
        handle.invisibleTime(),
        Base64.getEncoder().encodeToString(consumed.toByteArray()));
  }

  /** Which messages are consumed; see {@link #of}. */
  public BitSet consumed() {
    return bitSet == null ? new BitSet() : BitSet.valueOf(Base64.getDecoder().decode(bitSet));
  }

  public RetryKind retryKind() {
    return retry == null ? RetryKind.NORMAL : RetryKind.ofMark(retry);
  }
}
