package io.glassmq.store;

import io.glassmq.common.message.MessageConst;
import io.glassmq.common.message.MessageProperties;
import io.glassmq.common.sysflag.MessageSysFlag;
import java.util.ArrayList;
import java.util.List;

/**
 * The strings under which a record is filed in the index:
 *
 * <pre>
 *  TOPIC#ID       its unique id, made by the client
 *  TOPIC#KEY      each of its keys
 *  TOPIC#T#TAG    its tag
 * </pre>
 *
 * A record that was rolled back has none.
 */
public final class IndexKeys {
  private static final char SEPARATOR = '#';
  private static final String TAG_PREFIX = "T#";

  private IndexKeys() {}

  /** The string for an id or a key. */
  public static String key(String topic, String key) {
    return topic + SEPARATOR + key;
  }

  /** The string for a tag. */
  static String tag(String topic, String tag) {
    return topic + SEPARATOR + TAG_PREFIX + tag;
  }

  /** All strings of a record. */
  public static List<String> of(DispatchRequest record) {
    if (MessageSysFlag.transactionValue(record.sysFlag())
        == MessageSysFlag.TRANSACTION_ROLLBACK_TYPE) {
      return List.of();
    }
    List<String> all = new ArrayList<>(4);
    String id = property(record, MessageConst.PROPERTY_UNIQ_CLIENT_MESSAGE_ID_KEYIDX);
    if (id != null) {
      all.add(key(record.topic(), id));
    }
    String keys = property(record, MessageConst.PROPERTY_KEYS);
    if (keys != null) {
      for (String key : keys.split(MessageConst.KEY_SEPARATOR)) {
        if (!key.isEmpty()) {
          all.add(key(record.topic(), key));
        }
      }
    }
    String tag = property(record, MessageConst.PROPERTY_TAGS);
    if (tag != null) {
      all.add(tag(record.topic(), tag));
    }
    return all;
  }

  private static String property(DispatchRequest record, String name) {
    return MessageProperties.find(record.properties(), name);
  }
}
