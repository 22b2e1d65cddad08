package io.glassmq.store;

/**
 * What became of an append.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.store.PutMessageResult}.
 *
 * @param status how it ended
 * @param append where the message lies; null if it was not stored
 */
public record PutMessageResult(PutMessageStatus status, AppendMessageResult append) {

  public static PutMessageResult failed(PutMessageStatus status) {
    return new PutMessageResult(status, null);
  }
}
