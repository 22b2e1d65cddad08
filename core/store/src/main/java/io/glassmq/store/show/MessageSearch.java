package io.glassmq.store.show;

import io.glassmq.common.message.MessageConst;
import io.glassmq.store.DispatchRequest;
import io.glassmq.store.IndexKeys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds messages by what people have at hand: a byte of the log, the offset id of the answer to a
 * send, the unique id made by the client, or a key. More than one message may have the same id: a
 * delayed one, for instance, lies in the log twice.
 */
public record MessageSearch(StoreView store) {

  /** What was found, and how. */
  public record Result(String way, Collection<LogPiece> records) {}

  /** The records with this id or key, oldest first. */
  public Result find(String id) throws IOException {
    LogPiece atPlace = atPlace(id);
    if (atPlace != null && atPlace.kind() == LogPiece.Kind.RECORD) {
      return new Result("by its place in the log", List.of(atPlace));
    }
    Collection<LogPiece> indexed = inIndex(id);
    return indexed.isEmpty()
        ? new Result("by reading the whole log; the index does not have it", inLog(id))
        : new Result("in the index", indexed);
  }

  /** The piece that an offset or offset id names; null if it is something else. */
  private LogPiece atPlace(String id) throws IOException {
    if (id.matches("\\d{1,18}")) {
      return store.log().holding(Long.parseLong(id));
    }
    // A unique id looks like an offset id; but where it seems to lead, no record has that id.
    if (!id.matches("\\p{XDigit}{32}|\\p{XDigit}{56}")) {
      return null;
    }
    String offset = id.substring(id.length() - 2 * Long.BYTES);
    LogPiece piece = store.log().at(Long.parseUnsignedLong(offset, 16));
    boolean same =
        piece.kind() == LogPiece.Kind.RECORD
            && piece.message().getOffsetMsgId().equalsIgnoreCase(id);
    return same ? piece : null;
  }

  private Collection<LogPiece> inIndex(String id) throws IOException {
    Set<String> topics = new TreeSet<>();
    store.queues().forEach(queue -> topics.add(queue.topic()));
    Map<Long, LogPiece> found = new TreeMap<>();
    for (String topic : topics) {
      String key = IndexKeys.key(topic, id);
      for (IndexView file : store.index()) {
        for (long offset : file.offsets(key)) {
          LogPiece piece = store.log().at(offset);
          if (piece.kind() == LogPiece.Kind.RECORD && keys(piece).contains(key)) {
            found.put(offset, piece);
          }
        }
      }
    }
    return found.values();
  }

  private Collection<LogPiece> inLog(String id) throws IOException {
    List<LogPiece> found = new ArrayList<>();
    store
        .log()
        .walk(
            store.log().files().minOffset(),
            piece -> {
              if (piece.kind() == LogPiece.Kind.RECORD && isNamed(id, piece)) {
                found.add(piece);
              }
              return true;
            });
    return found;
  }

  private static boolean isNamed(String id, LogPiece piece) {
    DispatchRequest record = MessageTrail.read(piece);
    String unique =
        piece.message().getProperty(MessageConst.PROPERTY_UNIQ_CLIENT_MESSAGE_ID_KEYIDX);
    return IndexKeys.of(record).contains(IndexKeys.key(record.topic(), id))
        || unique != null && Arrays.asList(unique.split(",")).contains(id);
  }

  private static List<String> keys(LogPiece piece) {
    return IndexKeys.of(MessageTrail.read(piece));
  }
}
