package io.glassmq.broker.client;

import io.glassmq.remoting.RemotingChannel;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which producers are connected, by group.
 *
 * <p>Guarded by its own monitor; heartbeats are rare. Official counterpart: {@code
 * org.apache.rocketmq.broker.client.ProducerManager}.
 */
public final class ProducerManager {
  private final Map<String, Map<RemotingChannel, ClientChannelInfo>> groups = new HashMap<>();

  public synchronized void registerProducer(String group, ClientChannelInfo client) {
    groups.computeIfAbsent(group, name -> new HashMap<>()).put(client.channel(), client);
  }

  public synchronized void unregisterProducer(String group, RemotingChannel channel) {
    removeIf(group, client -> client.channel().equals(channel));
  }

  /** The connection is gone. */
  public synchronized void channelClosed(RemotingChannel channel) {
    List.copyOf(groups.keySet()).forEach(group -> unregisterProducer(group, channel));
  }

  /** Forgets clients that were last heard of before {@code oldestMillis}. */
  public synchronized void expire(long oldestMillis) {
    List.copyOf(groups.keySet())
        .forEach(group -> removeIf(group, client -> client.lastUpdateMillis() < oldestMillis));
  }

  private void removeIf(String group, Predicate<ClientChannelInfo> gone) {
    Map<RemotingChannel, ClientChannelInfo> members = groups.get(group);
    if (members != null && members.values().removeIf(gone) && members.isEmpty()) {
      groups.remove(group);
    }
  }

  /** The members of a group; empty for an unknown one. */
  public synchronized Collection<ClientChannelInfo> members(String group) {
    return List.copyOf(groups.getOrDefault(group, Map.of()).values());
  }

  public synchronized Set<String> groups() {
    return Set.copyOf(groups.keySet());
  }
}
