package io.glassmq.client.consumer.rebalance;

import io.glassmq.common.consistenthash.HashFunction;
import io.glassmq.common.message.MessageQueue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts the members on a ring, each at several points; a queue belongs to the member at the next
 * point behind its own place. When a member comes or goes only the queues next to its points move.
 * The shares are less even than with other strategies.
 *
 * <p>The idea: D. Karger et al., Consistent hashing and random trees, 1997. Official counterpart:
 * {@code org.apache.rocketmq.client.consumer.rebalance.AllocateMessageQueueConsistentHash}.
 */
public class AllocateMessageQueueConsistentHash extends AbstractAllocateMessageQueueStrategy {
  private static final int DEFAULT_VIRTUAL_NODES = 10;

  private final int virtualNodeCnt;
  private final HashFunction hashFunction;

  public AllocateMessageQueueConsistentHash() {
    this(DEFAULT_VIRTUAL_NODES);
  }

  public AllocateMessageQueueConsistentHash(int virtualNodeCnt) {
    this(virtualNodeCnt, AllocateMessageQueueConsistentHash::md5);
  }

  /**
   * @param virtualNodeCnt points of each member, not negative; with 0 nobody gets anything
   * @param customHashFunction the same for all members
   */
  public AllocateMessageQueueConsistentHash(int virtualNodeCnt, HashFunction customHashFunction) {
    if (virtualNodeCnt < 0) {
      throw new IllegalArgumentException("virtualNodeCnt = " + virtualNodeCnt + " is negative");
    }
    this.virtualNodeCnt = virtualNodeCnt;
    this.hashFunction = customHashFunction;
  }

  @Override
  List<MessageQueue> share(
      String group, String member, List<MessageQueue> queues, List<String> members) {
    TreeMap<Long, String> ring = ring(members);
    return queues.stream().filter(queue -> member.equals(owner(ring, queue))).toList();
  }

  /** A member that is named twice gets twice the points. */
  private TreeMap<Long, String> ring(List<String> members) {
    TreeMap<Long, String> ring = new TreeMap<>();
    Map<String, Integer> points = new HashMap<>();
    for (String member : members) {
      int from = points.merge(member, virtualNodeCnt, Integer::sum) - virtualNodeCnt;
      for (int k = from; k < from + virtualNodeCnt; k++) {
        ring.put(hashFunction.hash(member + "-" + k), member);
      }
    }
    return ring;
  }

  private String owner(TreeMap<Long, String> ring, MessageQueue queue) {
    if (ring.isEmpty()) {
      return null;
    }
    var next = ring.ceilingEntry(hashFunction.hash(queue.toString()));
    return (next == null ? ring.firstEntry() : next).getValue();
  }

  /** The first four bytes of the MD5 digest, as an unsigned number. */
  static long md5(String key) {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(key.getBytes(StandardCharsets.UTF_8));
      return Integer.toUnsignedLong(ByteBuffer.wrap(digest).getInt());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has MD5", e);
    }
  }

  @Override
  public String getName() {
    return "CONSISTENT_HASH";
  }
}
