package io.glassmq.broker.client;

import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.header.NotifyConsumerIdsChangedRequestHeader;
import io.glassmq.remoting.protocol.heartbeat.ConsumerData;
import io.glassmq.remoting.protocol.heartbeat.HeartbeatData;
import io.glassmq.remoting.protocol.heartbeat.MessageModel;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which consumers are connected, by group. Whenever a group's members change, all of them are told
 * at once, the new one too: they share out the queues again without waiting for their next turn.
 *
 * <p>Changes are made under the monitor; reading takes no lock.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.client.ConsumerManager}.
 */
public final class ConsumerManager {
  private final Map<String, ConsumerGroupInfo> groups = new ConcurrentHashMap<>();
  private final Predicate<String> wantsNotification;

  /**
   * @param wantsNotification whether the members of a group hear of changes
   */
  public ConsumerManager(Predicate<String> wantsNotification) {
    this.wantsNotification = wantsNotification;
  }

  /**
   * Takes one group of a heartbeat.
   *
   * @return whether the client must send its subscriptions again next time
   */
  public synchronized boolean registerConsumer(
      HeartbeatData heartbeat, ConsumerData data, ClientChannelInfo client) {
    var group = groups.computeIfAbsent(data.groupName(), ConsumerGroupInfo::new);
    boolean changed = group.updateMember(client, data);
    if (!heartbeat.withoutSub()) {
      changed |= group.updateSubscription(data.subscriptionDataSet());
    }
    if (changed) {
      notifyMembers(data.groupName(), group);
    }
    return heartbeat.heartbeatFingerprint() == 0 || group.updateFingerprint(heartbeat);
  }

  public synchronized void unregisterConsumer(String group, RemotingChannel channel) {
    removeMembers(group, client -> client.channel().equals(channel));
  }

  /** The connection is gone. */
  public synchronized void channelClosed(RemotingChannel channel) {
    List.copyOf(groups.keySet()).forEach(group -> unregisterConsumer(group, channel));
  }

  /** Forgets clients that were last heard of before {@code oldestMillis}. */
  public synchronized void expire(long oldestMillis) {
    List.copyOf(groups.keySet())
        .forEach(group -> removeMembers(group, client -> client.lastUpdateMillis() < oldestMillis));
  }

  private void removeMembers(String name, Predicate<ClientChannelInfo> gone) {
    ConsumerGroupInfo group = groups.get(name);
    if (group == null || !group.removeMembers(gone)) {
      return;
    }
    if (group.isEmpty()) {
      groups.remove(name);
    }
    notifyMembers(name, group);
  }

  private void notifyMembers(String name, ConsumerGroupInfo group) {
    if (group.messageModel() == MessageModel.BROADCASTING || !wantsNotification.test(name)) {
      return;
    }
    for (ClientChannelInfo member : group.members()) {
      member
          .channel()
          .invokeOneway(
              RemotingCommand.createRequest(
                  RequestCode.NOTIFY_CONSUMER_IDS_CHANGED,
                  new NotifyConsumerIdsChangedRequestHeader(name)));
    }
  }

  /** The groups with connected members that subscribe to a topic. */
  public Set<String> queryTopicConsumeByWho(String topic) {
    return groups.entrySet().stream()
        .filter(entry -> entry.getValue().findSubscriptionData(topic) != null)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** The group, or null if none of its members is connected. */
  public ConsumerGroupInfo getConsumerGroupInfo(String group) {
    return groups.get(group);
  }
}
