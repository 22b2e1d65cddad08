package io.glassmq.store;

import io.glassmq.common.message.CrcProperty;
import io.glassmq.common.message.MessageRecord;
import java.nio.ByteBuffer;

/** How closely a record is looked at before it is believed. */
public enum RecordCheck {
  /** Its lengths fit together and it says where it lies: enough for what was not read from disk. */
  FORM,

  /**
   * The checksum of its body as well. Damage in its header and properties may pass, but not the
   * zeros that a page leaves which the disk never got: properties do not end with one.
   */
  BODY,

  /** The checksum over all of it; a record without a {@link CrcProperty} counts as damaged. */
  WHOLE;

  /** Whether the checksum is right of the record at {@code at}, whose form is. */
  boolean passes(ByteBuffer in, int at, int size, int bodyAt, int bodyLength) {
    return switch (this) {
      case FORM -> true;
      case BODY ->
          MessageRecord.bodyCrc(in.slice(bodyAt, bodyLength))
              == in.getInt(at + MessageRecord.BODY_CRC_OFFSET);
      case WHOLE -> CrcProperty.isValid(in, at, size);
    };
  }
}
