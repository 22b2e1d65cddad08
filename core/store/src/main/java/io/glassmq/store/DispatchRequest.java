package io.glassmq.store;

import io.glassmq.common.message.MessageConst;
import io.glassmq.common.message.MessageProperties;
import io.glassmq.common.sysflag.MessageSysFlag;
import org.jetbrains.annotations.Debug;

/**
 * What the log says about one record: all that is needed to file it, without its body.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.store.DispatchRequest}.
 *
 * @param physicalOffset where the record starts in the log
 * @param size of the record in bytes
 * @param storeTimestamp ms since 1970
 * @param properties as one string, see {@link MessageProperties}
 */
@Debug.Renderer(text = "topic + \"/\" + queueId + \":\" + queueOffset + \" @\" + physicalOffset")
public record DispatchRequest(
    String topic,
    int queueId,
    long queueOffset,
    long physicalOffset,
    int size,
    long storeTimestamp,
    int sysFlag,
    String properties) {

  /** Stands for the filler at a file's end: go on with the next file. */
  public static final DispatchRequest BLANK = new DispatchRequest("", 0, 0, 0, 0, 0, 0, "");

  /** Hash of the message's tag, 0 if it has none. */
  public long tagsCode() {
    return MessageExtBrokerInner.tagsString2tagsCode(
        MessageProperties.find(properties, MessageConst.PROPERTY_TAGS));
  }

  /** How many messages the record holds: more than one in an inner batch. */
  public int messageCount() {
    if (!MessageSysFlag.has(sysFlag, MessageSysFlag.INNER_BATCH_FLAG)) {
      return 1;
    }
    return Math.max(1, InnerBatch.messageCount(properties));
  }

  /** The same record in another queue. */
  public DispatchRequest inQueue(String otherTopic, int otherQueueId, long offsetInThere) {
    return new DispatchRequest(
        otherTopic,
        otherQueueId,
        offsetInThere,
        physicalOffset,
        size,
        storeTimestamp,
        sysFlag,
        properties);
  }

  /** The first byte of the log behind the record. */
  public long physicalEnd() {
    return physicalOffset + size;
  }

  /** Whether consumers may see it: a prepared or rolled back message gets no queue entry. */
  public boolean hasQueueEntry() {
    return hasQueueEntry(sysFlag);
  }

  static boolean hasQueueEntry(int sysFlag) {
    int transaction = MessageSysFlag.transactionValue(sysFlag);
    return transaction == MessageSysFlag.TRANSACTION_NOT_TYPE
        || transaction == MessageSysFlag.TRANSACTION_COMMIT_TYPE;
  }
}
