package io.glassmq.broker.pop;

import java.util.List;

/** Messages that a consumer is done with, all of one pop. A record of the revive log. */
public sealed interface PopAck permits AckMsg, BatchAckMsg {

  /** Which pop. */
  MergeKey mergeKey();

  /** The offsets of the messages. */
  List<Long> offsets();

  /** By this the revive log tells its records apart. */
  String tag();

  String uniqueKey();

  /** The body of the record. */
  byte[] encode();
}
