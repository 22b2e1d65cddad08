package io.glassmq.client.producer;

import io.glassmq.common.message.MessageQueue;

/**
 * Where a sent message lies.
 *
 * <p>Belongs to one thread at a time. Official counterpart: {@code
 * org.apache.rocketmq.client.producer.SendResult}.
 */
public class SendResult {
  private final SendStatus sendStatus;
  private final String msgId;
  private final String offsetMsgId;
  private final MessageQueue messageQueue;
  private final long queueOffset;
  private final String transactionId;
  private String regionId;
  private String recallHandle;
  private boolean traceOn = true;

  public SendResult(
      SendStatus sendStatus,
      String msgId,
      String offsetMsgId,
      MessageQueue messageQueue,
      long queueOffset,
      String transactionId) {
    this.sendStatus = sendStatus;
    this.msgId = msgId;
    this.offsetMsgId = offsetMsgId;
    this.messageQueue = messageQueue;
    this.queueOffset = queueOffset;
    this.transactionId = transactionId;
  }

  public SendStatus getSendStatus() {
    return sendStatus;
  }

  /** The unique id that the client gave; for a batch those of its messages, joined by commas. */
  public String getMsgId() {
    return msgId;
  }

  /** The id that says where the broker stored the message; for a batch joined by commas. */
  public String getOffsetMsgId() {
    return offsetMsgId;
  }

  public MessageQueue getMessageQueue() {
    return messageQueue;
  }

  /** Position in the queue, counted in messages; of the first message of a batch. */
  public long getQueueOffset() {
    return queueOffset;
  }

  public String getTransactionId() {
    return transactionId;
  }

  /** Where the broker says that it stands. */
  public String getRegionId() {
    return regionId;
  }

  public void setRegionId(String regionId) {
    this.regionId = regionId;
  }

  /** What a message is called back with that is not due yet; null for any other. */
  public String getRecallHandle() {
    return recallHandle;
  }

  public void setRecallHandle(String recallHandle) {
    this.recallHandle = recallHandle;
  }

  /** Whether the broker wants to know how the message fares. */
  public boolean isTraceOn() {
    return traceOn;
  }

  public void setTraceOn(boolean traceOn) {
    this.traceOn = traceOn;
  }

  @Override
  public String toString() {
    return "SendResult [sendStatus="
        + sendStatus
        + ", msgId="
        + msgId
        + ", offsetMsgId="
        + offsetMsgId
        + ", messageQueue="
        + messageQueue
        + ", queueOffset="
        + queueOffset
        + "]";
  }
}
