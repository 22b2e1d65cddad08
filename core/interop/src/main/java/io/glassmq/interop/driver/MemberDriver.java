package io.glassmq.interop.driver;

import java.util.List;

/**
 * One push consumer, official or ours, as a member of a group whose other members may be of another
 * make. An exception of the client comes through unchanged.
 */
public interface MemberDriver extends AutoCloseable {

  /** Joins the group and reads the topic from its beginning. */
  void start(Membership membership, Listener listener) throws Exception;

  /** As the brokers know it. */
  String clientId();

  /** Leaves the group. */
  @Override
  void close();

  /**
   * What to join.
   *
   * @param namesrvAddr {@code host:port}
   * @param instance tells the clients of one JVM apart
   * @param strategy the name of the allocation strategy
   * @param orderly whether one message of a queue comes after the other
   */
  record Membership(
      String namesrvAddr,
      String instance,
      String group,
      String topic,
      Strategy strategy,
      boolean orderly) {}

  /** The allocation strategies that need no settings, or the same for all members. */
  enum Strategy {
    AVERAGELY,
    AVERAGELY_BY_CIRCLE,
    CONSISTENT_HASH,
    MACHINE_ROOM,
    MACHINE_ROOM_NEARBY;

    /** Rooms whose brokers MACHINE_ROOM shares out: brokers are called {@code room-1@name}. */
    public static final List<String> ROOMS = List.of("room-1", "room-2");

    /** For MACHINE_ROOM_NEARBY: instances that begin with A, C, E are in the first room. */
    public static String roomOfClient(String clientId) {
      char first = clientId.charAt(clientId.indexOf('@') + 1);
      return ROOMS.get((first - 'A') % ROOMS.size());
    }

    /** For MACHINE_ROOM_NEARBY. */
    public static String roomOfBroker(String brokerName) {
      return brokerName.substring(0, Math.max(0, brokerName.indexOf('@')));
    }
  }

  /** Hears of messages and shares; called by the consumer's threads. */
  interface Listener {

    /**
     * @return whether the message is done; if not it comes again
     */
    boolean consume(Received message);

    /** The strategy's result for one topic, each queue as {@code brokerName:queueId}. */
    void shared(String topic, List<String> queues);
  }
}
