package io.glassmq.namesrv.routeinfo;

import io.glassmq.common.TopicConfig;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.protocol.DataVersion;
import io.glassmq.remoting.protocol.body.ClusterInfo;
import io.glassmq.remoting.protocol.route.QueueData;
import io.glassmq.remoting.protocol.route.TopicRouteData;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The map of the cluster: which broker serves which topic, and who is alive. The port of lab 03.
 *
 * <p>Thread-safe. Every method is one step: nobody sees half a registration. What comes out does
 * not change afterwards.
 *
 * <ul>
 *   <li>RT-1: a topic has a route exactly while a registered broker serves it.
 *   <li>RT-2: an address has one name and id, an id has one address. Who registers under an id that
 *       another address holds takes it over, unless the other is alive with a higher {@code
 *       stateVersion}; then nothing is taken, and the newcomer is gone, wherever it stood before.
 *   <li>RT-3: an id that is new under its name is refused when it brings exactly one topic: no
 *       broker has so few, so this is a part of a registration whose first part was missed.
 *   <li>RT-4: topics come from masters (id 0). They are taken when the id is new, when the data
 *       version differs from the last one in any of its three numbers, or when the topic is not
 *       known of this broker.
 *   <li>RT-5: a registration that does not name a topic takes nothing away; topics go with {@link
 *       #changeQueues} or with the last address of their broker.
 *   <li>RT-6: a broker is alive until it unregisters, its connection closes, or it was silent for
 *       longer than the time it gave. Only the connection of its latest registration counts.
 *   <li>RT-7: while a slave remains when its master goes, the queues stay as they are.
 *   <li>RT-8: a slave is told its master, while that is alive.
 * </ul>
 */
public interface RouteTable {

  /** Enters a broker and all its topics; empty when it is refused (RT-3). */
  Optional<RegisterBrokerResult> register(
      BrokerRegistration registration, Collection<TopicConfig> topics);

  /** Removes a broker, alive or not. Does nothing when it is not there. */
  void unregister(BrokerAddrInfo broker, String brokerName);

  /** Removes the brokers whose latest registration came by this connection. */
  void channelClosed(RemotingChannel channel);

  /**
   * Removes the brokers that were silent for too long.
   *
   * @return their connections, for the caller to close
   */
  List<RemotingChannel> expire();

  /** The broker is alive just now. Does nothing when it is not registered. */
  void heartbeat(BrokerAddrInfo broker);

  /** The edition of the topics that the broker registered last; empty when it is not alive. */
  Optional<DataVersion> dataVersion(BrokerAddrInfo broker);

  /** Where a topic lives (RT-1). */
  Optional<TopicRouteData> route(String topic);

  /** All topics that have a route. */
  Set<String> topics();

  /** All brokers, and their clusters. */
  ClusterInfo clusterInfo();

  /** Enters queues of a topic; those of unknown brokers are passed over. */
  void putTopic(String topic, List<QueueData> queues);

  /**
   * Offers the queues of each topic on each broker to {@code change}, which returns what shall
   * stand there instead, or null for nothing. In force until the broker's next changed
   * registration.
   *
   * @return how many were replaced by another object or removed
   */
  int changeQueues(BiFunction<String, QueueData, QueueData> change);
}
