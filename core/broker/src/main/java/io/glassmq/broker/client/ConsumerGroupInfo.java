package io.glassmq.broker.client;

import io.glassmq.common.consumer.ConsumeFromWhere;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.protocol.heartbeat.ConsumeType;
import io.glassmq.remoting.protocol.heartbeat.ConsumerData;
import io.glassmq.remoting.protocol.heartbeat.HeartbeatData;
import io.glassmq.remoting.protocol.heartbeat.MessageModel;
import io.glassmq.remoting.protocol.heartbeat.SubscriptionData;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One consumer group: its members and what they subscribe to. All members should say the same; if
 * they do not, the last heartbeat wins for the whole group.
 *
 * <p>Changed by {@link ConsumerManager} under its monitor; read by any thread.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.client.ConsumerGroupInfo}.
 */
public final class ConsumerGroupInfo {
  private final String group;
  private final Map<RemotingChannel, ClientChannelInfo> members = new ConcurrentHashMap<>();
  private final Map<String, SubscriptionData> subscriptions = new ConcurrentHashMap<>();
  private volatile ConsumeType consumeType;
  private volatile MessageModel messageModel;
  private volatile ConsumeFromWhere consumeFromWhere;
  private int fingerprint;

  ConsumerGroupInfo(String group) {
    this.group = group;
  }

  /**
   * @return whether a member is new
   */
  boolean updateMember(ClientChannelInfo client, ConsumerData data) {
    consumeType = data.consumeType();
    messageModel = data.messageModel();
    consumeFromWhere = data.consumeFromWhere();
    return members.put(client.channel(), client) == null;
  }

  /**
   * Takes over exactly these subscriptions; one that is known already only if it is newer.
   *
   * @return whether topics came or went
   */
  boolean updateSubscription(Collection<SubscriptionData> wanted) {
    boolean changed = false;
    for (SubscriptionData fresh : wanted) {
      SubscriptionData old = subscriptions.get(fresh.topic());
      if (old == null || fresh.subVersion() > old.subVersion()) {
        subscriptions.put(fresh.topic(), fresh);
      }
      changed |= old == null;
    }
    Set<String> topics =
        wanted.stream().map(SubscriptionData::topic).collect(Collectors.toUnmodifiableSet());
    return subscriptions.keySet().removeIf(topic -> !topics.contains(topic)) || changed;
  }

  /**
   * Notes the fingerprint of a heartbeat that carries subscriptions.
   *
   * @return whether the client must send its subscriptions again: they are not those that we know
   */
  boolean updateFingerprint(HeartbeatData heartbeat) {
    boolean differs = fingerprint != heartbeat.heartbeatFingerprint();
    if (heartbeat.withoutSub()) {
      return differs;
    }
    boolean first = fingerprint == 0;
    fingerprint = heartbeat.heartbeatFingerprint();
    return differs && !first;
  }

  boolean removeMembers(Predicate<ClientChannelInfo> gone) {
    return members.values().removeIf(gone);
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  public List<ClientChannelInfo> members() {
    return List.copyOf(members.values());
  }

  public SubscriptionData findSubscriptionData(String topic) {
    return subscriptions.get(topic);
  }

  public Map<String, SubscriptionData> subscriptions() {
    return Map.copyOf(subscriptions);
  }

  public ConsumeType consumeType() {
    return consumeType;
  }

  public MessageModel messageModel() {
    return messageModel;
  }

  public ConsumeFromWhere consumeFromWhere() {
    return consumeFromWhere;
  }

  @Override
  public String toString() {
    return group + ": " + members.size() + " members, topics " + subscriptions.keySet();
  }
}
