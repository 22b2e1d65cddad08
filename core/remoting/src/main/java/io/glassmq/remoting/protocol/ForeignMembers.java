package io.glassmq.remoting.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glassmq.remoting.exception.RemotingCommandException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The members of a JSON document that our record does not know, at any depth: somebody with more
 * features wrote them, and whoever rewrites the document puts them back.
 *
 * <p>They are found without a schema: what is in the document, but not in what we would write of it
 * now, is foreign. An object that has gone from the new version takes its foreign members with it;
 * arrays are taken as they are. One thread at a time.
 */
public final class ForeignMembers {
  private final Map<String, JsonNode> own = new LinkedHashMap<>();
  private final Map<String, ForeignMembers> inside = new LinkedHashMap<>();

  /** No members, for a new document. */
  public ForeignMembers() {}

  /**
   * @param json a document
   * @param known what was read of it
   */
  public static ForeignMembers of(byte[] json, Object known) throws RemotingCommandException {
    return difference(RemotingSerializable.toTree(json), RemotingSerializable.toTree(known));
  }

  private static ForeignMembers difference(JsonNode all, JsonNode known) {
    var foreign = new ForeignMembers();
    for (Map.Entry<String, JsonNode> member : all.properties()) {
      JsonNode value = known.get(member.getKey());
      if (value == null) {
        foreign.own.put(member.getKey(), member.getValue());
      } else if (value.isObject()) {
        ForeignMembers deeper = difference(member.getValue(), value);
        if (!deeper.isEmpty()) {
          foreign.inside.put(member.getKey(), deeper);
        }
      }
    }
    return foreign;
  }

  private boolean isEmpty() {
    return own.isEmpty() && inside.isEmpty();
  }

  /** The JSON of {@code value}, on many lines, with these members put back. */
  public String encodePretty(Object value) {
    ObjectNode tree = RemotingSerializable.toTree(value);
    addTo(tree);
    return RemotingSerializable.encodePretty(tree);
  }

  private void addTo(ObjectNode tree) {
    own.forEach(tree::putIfAbsent);
    inside.keySet().removeIf(name -> !(tree.get(name) instanceof ObjectNode));
    inside.forEach((name, deeper) -> deeper.addTo((ObjectNode) tree.get(name)));
  }
}
