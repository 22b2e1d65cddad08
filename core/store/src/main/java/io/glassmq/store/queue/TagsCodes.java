package io.glassmq.store.queue;

import io.glassmq.common.DelayLevelTable;
import io.glassmq.common.message.MessageConst;
import io.glassmq.common.message.MessageProperties;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.store.DispatchRequest;

/**
 * What a unit says besides the place of its record: as a rule the hash of the message's tag, so
 * that a reader can pass over it unread. A message that is held back has no readers but the one
 * that lets it go, and that one wants to know when: its unit says that instead.
 */
record TagsCodes(DelayLevelTable delayLevels) {

  long of(DispatchRequest record) {
    if (record.topic().equals(TopicNames.RMQ_SYS_SCHEDULE_TOPIC)) {
      int level = delayLevel(record);
      if (level > 0) {
        return delayLevels.deliverTimeMillis(level, record.storeTimestamp());
      }
    }
    return record.tagsCode();
  }

  private static int delayLevel(DispatchRequest record) {
    String level =
        MessageProperties.find(record.properties(), MessageConst.PROPERTY_DELAY_TIME_LEVEL);
    try {
      return level == null ? 0 : Integer.parseInt(level);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
