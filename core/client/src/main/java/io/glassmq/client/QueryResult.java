package io.glassmq.client;

import io.glassmq.common.message.MessageExt;
import java.util.List;

/**
 * Messages that were found by key.
 *
 * <p>Immutable. Official counterpart: {@code org.apache.rocketmq.client.QueryResult}.
 */
public class QueryResult {
  private final long indexLastUpdateTimestamp;
  private final List<MessageExt> messageList;

  public QueryResult(long indexLastUpdateTimestamp, List<MessageExt> messageList) {
    this.indexLastUpdateTimestamp = indexLastUpdateTimestamp;
    this.messageList = List.copyOf(messageList);
  }

  /**
   * Store time of the newest message that a broker's index knows, ms since 1970: what is newer may
   * be missing.
   */
  public long getIndexLastUpdateTimestamp() {
    return indexLastUpdateTimestamp;
  }

  /** The messages of one broker oldest first, then those of the next; never empty. */
  public List<MessageExt> getMessageList() {
    return messageList;
  }

  @Override
  public String toString() {
    return "QueryResult [indexLastUpdateTimestamp="
        + indexLastUpdateTimestamp
        + ", messageList="
        + messageList
        + "]";
  }
}
