package io.glassmq.store;

import io.glassmq.common.message.CrcProperty;

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
  WHOLE
}
