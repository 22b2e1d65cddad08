package io.glassmq.store;

import static io.glassmq.common.message.MessageConst.PROPERTY_INNER_BASE;
import static io.glassmq.common.message.MessageConst.PROPERTY_INNER_NUM;
import static io.glassmq.common.message.MessageProperties.NAME_VALUE_SEPARATOR;
import static io.glassmq.common.message.MessageProperties.PROPERTY_SEPARATOR;

import io.glassmq.common.message.MessageProperties;
import java.nio.ByteBuffer;

/**
 * What is special about a record that holds several messages: two properties say how many, and
 * which queue offset the first has.
 *
 * <p>The offset is known only under the append lock, when all else is encoded. So it gets as many
 * digits as the largest has, at the front of the properties, and is filled in like the offsets in
 * the record's head.
 */
final class InnerBatch {
  private static final int DIGITS = 19;
  private static final String BASE_NAME = PROPERTY_INNER_BASE + NAME_VALUE_SEPARATOR;

  private InnerBatch() {}

  /**
   * @return how many messages the record holds: 1 to 32,767, for a queue unit counts them in a
   *     short; 0 if the properties do not say it
   */
  static int messageCount(String properties) {
    String text = MessageProperties.find(properties, PROPERTY_INNER_NUM);
    if (text == null || !text.matches("\\d{1,5}")) {
      return 0;
    }
    int count = Integer.parseInt(text);
    return count > Short.MAX_VALUE ? 0 : count;
  }

  /** The properties with room for the offset. */
  static String withRoomForBase(String properties) {
    return BASE_NAME + "0".repeat(DIGITS) + PROPERTY_SEPARATOR + properties;
  }

  /** Fills in the offset; the properties start at {@code propertiesAt}. */
  static void stampBase(ByteBuffer record, int propertiesAt, long base) {
    long rest = base;
    for (int at = propertiesAt + BASE_NAME.length() + DIGITS; rest > 0; rest /= 10) {
      record.put(--at, (byte) ('0' + rest % 10));
    }
  }
}
