package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.annotation.CFNullable;
import io.glassmq.remoting.protocol.CommandCustomHeader;

/**
 * Asks for the newest messages of a topic with a key, stored in a span of time.
 *
 * @param key a key, an id or a tag, as {@code indexType} says
 * @param beginTimestamp ms since 1970
 * @param endTimestamp ms since 1970
 * @param indexType {@code K} or nothing for a key, {@code U} for a unique id, {@code T} for a tag
 */
public record QueryMessageRequestHeader(
    String topic,
    String key,
    int maxNum,
    long beginTimestamp,
    long endTimestamp,
    @CFNullable String indexType)
    implements CommandCustomHeader {

  /** The field beside the header that says {@code true} when one unique id is asked for. */
  public static final String UNIQUE_KEY_QUERY = "_UNIQUE_KEY_QUERY";

  public static final String BY_KEY = "K";
  public static final String BY_UNIQUE_KEY = "U";
  public static final String BY_TAG = "T";
}
