package io.glassmq.broker.pop;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who got the messages of the last pops. Only for people who ask: nothing depends on it, and a
 * restart forgets it. Some hundred bytes a pop, so not more than {@value #MAX} of them.
 *
 * <p>Thread-safe; the object's lock keeps the table.
 */
public final class PopHolders {
  private static final int MAX = 10_000;

  private final Map<Key, InetSocketAddress> holders = new LinkedHashMap<>();

  /** One pop: at one time of one group there is one for each revive queue. */
  private record Key(String group, long popTime, int reviveQueueId) {}

  /** A client gets messages; or it has changed their time, which makes a new pop of it. */
  public synchronized void note(
      String group, long popTime, int reviveQueueId, InetSocketAddress client) {
    holders.put(new Key(group, popTime, reviveQueueId), client);
    if (holders.size() > MAX) {
      holders.remove(holders.keySet().iterator().next());
    }
  }

  /** The address of the client, or null. */
  public synchronized InetSocketAddress find(String group, long popTime, int reviveQueueId) {
    return holders.get(new Key(group, popTime, reviveQueueId));
  }
}
