package io.glassmq.store;

import static io.glassmq.common.message.MessageConst.PROPERTY_INNER_NUM;

import io.glassmq.common.StepMode;
import io.glassmq.common.attribute.CQType;
import io.glassmq.common.message.MessageProperties;
import io.glassmq.common.message.MessageRecord;
import io.glassmq.common.sysflag.MessageSysFlag;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.store.queue.TopicFolder;
import java.util.function.Function;

/**
 * Whether the store takes a message just now: is there room, does the disk keep up, can the message
 * be stored at all.
 *
 * <p>Called by senders, any thread.
 */
record PutMessageCheck(
    StoreConfig config, RunningFlags flags, DiskGuard disk, Function<String, CQType> queueTypes) {

  /**
   * @param logOffset that the log has reached
   * @param lockTimeMillis for how long the current append has held the lock
   * @return PUT_OK, or why it is refused
   */
  PutMessageStatus check(MessageExtBrokerInner message, long logOffset, long lockTimeMillis) {
    disk.lookIfDue(logOffset);
    if (!flags.isWriteable()) {
      return PutMessageStatus.SERVICE_NOT_AVAILABLE;
    }
    if (message.getBody() == null || !isLegalQueue(message) || isMisplacedBatch(message)) {
      return PutMessageStatus.MESSAGE_ILLEGAL;
    }
    return lockTimeMillis > StepMode.limitMillis(config.osPageCacheBusyMillis())
        ? PutMessageStatus.OS_PAGE_CACHE_BUSY
        : PutMessageStatus.PUT_OK;
  }

  /** The topic becomes the name of a folder; only retry topics may be longer than others. */
  private static boolean isLegalQueue(MessageExtBrokerInner message) {
    String topic = message.getTopic();
    return message.getQueueId() >= 0
        && TopicFolder.isLegalName(topic)
        && (topic.length() <= MessageRecord.MAX_V1_TOPIC_BYTES || TopicNames.isRetryTopic(topic));
  }

  /** Several messages in one record: only a queue that counts them can hold that. */
  private boolean isMisplacedBatch(MessageExtBrokerInner message) {
    return MessageSysFlag.has(message.getSysFlag(), MessageSysFlag.INNER_BATCH_FLAG)
        ? message instanceof MessageExtBatch
            || queueTypes.apply(message.getTopic()) != CQType.BatchCQ
        : MessageProperties.find(message.getPropertiesString(), PROPERTY_INNER_NUM) != null;
  }
}
