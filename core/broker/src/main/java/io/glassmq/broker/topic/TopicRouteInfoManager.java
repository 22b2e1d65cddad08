package io.glassmq.broker.topic;

import io.glassmq.broker.out.BrokerOuterAPI;
import io.glassmq.common.Clock;
import io.glassmq.common.TopicConfig;
import io.glassmq.common.constant.PermName;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.protocol.route.TopicRouteData;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queues of topics on all brokers, as the name servers tell: each topic that somebody asks for
 * is looked up again when what we know is old. A broker without name servers knows its own queues.
 *
 * <p>Thread-safe, and no thread of its own waits for a name server.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.topic.TopicRouteInfoManager}.
 */
public final class TopicRouteInfoManager {
  private static final Logger LOG = LoggerFactory.getLogger(TopicRouteInfoManager.class);

  private final BrokerOuterAPI nameServers;
  private final TopicConfigManager topics;
  private final String brokerName;
  private final long maxAgeMillis;
  private final Clock clock;
  private final ConcurrentMap<String, Known> known = new ConcurrentHashMap<>();

  /** Questions that are on their way, so that many members of a group make one. */
  private final ConcurrentMap<String, CompletableFuture<Optional<List<MessageQueue>>>> asked =
      new ConcurrentHashMap<>();

  private record Known(List<MessageQueue> queues, long sinceMillis) {}

  public TopicRouteInfoManager(
      BrokerOuterAPI nameServers,
      TopicConfigManager topics,
      String brokerName,
      long maxAgeMillis,
      Clock clock) {
    this.nameServers = nameServers;
    this.topics = topics;
    this.brokerName = brokerName;
    this.maxAgeMillis = maxAgeMillis;
    this.clock = clock;
  }

  /** All queues that can be read, sorted; nothing if there is no such topic, as far as we know. */
  public CompletableFuture<Optional<List<MessageQueue>>> queues(String topic) {
    if (!nameServers.hasNameServers()) {
      return CompletableFuture.completedFuture(ownQueues(topic));
    }
    Known now = known.get(topic);
    if (now != null && clock.millis() - now.sinceMillis < maxAgeMillis) {
      return CompletableFuture.completedFuture(Optional.of(now.queues));
    }
    var answer = new CompletableFuture<Optional<List<MessageQueue>>>();
    var before = asked.putIfAbsent(topic, answer);
    if (before != null) {
      return before;
    }
    nameServers
        .getTopicRouteInfo(topic)
        .thenApply(route -> note(topic, route))
        .exceptionally(failure -> keep(topic, failure))
        .thenAccept(
            queues -> {
              asked.remove(topic);
              answer.complete(queues);
            });
    return answer;
  }

  private Optional<List<MessageQueue>> note(String topic, Optional<TopicRouteData> route) {
    if (route.isEmpty()) {
      known.remove(topic);
      return Optional.empty();
    }
    List<MessageQueue> queues = route.get().subscribeQueues(topic).stream().sorted().toList();
    known.put(topic, new Known(queues, clock.millis()));
    return Optional.of(queues);
  }

  /** What we knew is better than nothing; we ask again when it would have become old. */
  private Optional<List<MessageQueue>> keep(String topic, Throwable failure) {
    LOG.warn("No name server tells where topic {} is: {}", topic, failure.toString());
    Known old = known.computeIfPresent(topic, (name, now) -> new Known(now.queues, clock.millis()));
    return Optional.ofNullable(old).map(Known::queues);
  }

  private Optional<List<MessageQueue>> ownQueues(String topic) {
    TopicConfig own = topics.selectTopicConfig(topic);
    if (own == null) {
      return Optional.empty();
    }
    int count = PermName.isReadable(own.perm()) ? own.readQueueNums() : 0;
    return Optional.of(
        IntStream.range(0, count).mapToObj(id -> new MessageQueue(topic, brokerName, id)).toList());
  }
}
