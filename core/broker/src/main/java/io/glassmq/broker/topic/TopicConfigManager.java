package io.glassmq.broker.topic;

import static io.glassmq.common.constant.PermName.PERM_INHERIT;
import static io.glassmq.common.constant.PermName.READ_WRITE;

import io.glassmq.broker.BrokerConfig;
import io.glassmq.common.Clock;
import io.glassmq.common.TopicConfig;
import io.glassmq.common.attribute.CQType;
import io.glassmq.common.constant.PermName;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.common.topic.TopicValidator;
import io.glassmq.remoting.protocol.ConfigFile;
import io.glassmq.remoting.protocol.DataVersion;
import io.glassmq.remoting.protocol.body.TopicConfigSerializeWrapper;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;

/**
 * The topics of this broker: {@code topics.json} and the table in memory.
 *
 * <p>Reading takes no lock. Changes are made one after another under the monitor: table, version,
 * file; then the listener hears of it.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.topic.TopicConfigManager}.
 */
public final class TopicConfigManager {
  private final BrokerConfig config;
  private final ConfigFile file;
  private final Clock clock;
  private final Runnable onChange;
  private final ConcurrentMap<String, TopicConfig> topics = new ConcurrentHashMap<>();
  private volatile DataVersion dataVersion;
  private boolean unsaved;

  /**
   * @param onChange called after each change, on the thread that made it: return quickly
   */
  public TopicConfigManager(BrokerConfig config, ConfigFile file, Clock clock, Runnable onChange) {
    this.config = config;
    this.file = file;
    this.clock = clock;
    this.onChange = onChange;
    this.dataVersion = DataVersion.first(clock.millis());
  }

  /**
   * Reads the file, then adds the topics of the system that are missing; {@link #save} writes them.
   */
  public synchronized void load() {
    file.load(TopicConfigSerializeWrapper.class)
        .ifPresent(
            content -> {
              topics.putAll(content.topicConfigTable());
              dataVersion = content.dataVersion() == null ? dataVersion : content.dataVersion();
            });
    int before = topics.size();
    addSystemTopics();
    unsaved = topics.size() > before;
  }

  /** Writes the file if loading changed something. The folder is ours by now. */
  public synchronized void save() {
    if (unsaved) {
      changed();
      unsaved = false;
    }
  }

  private void addSystemTopics() {
    if (config.autoCreateTopicEnable()) {
      int queues = config.defaultTopicQueueNums();
      add(TopicNames.AUTO_CREATE_TOPIC_KEY_TOPIC, queues, READ_WRITE | PERM_INHERIT);
    }
    int inherit = config.clusterTopicEnable() ? PERM_INHERIT : 0;
    add(config.brokerClusterName(), 16, READ_WRITE | inherit);
    inherit = config.brokerTopicEnable() ? PERM_INHERIT : 0;
    add(config.brokerName(), 1, READ_WRITE | inherit);
    add(TopicNames.RMQ_SYS_SELF_TEST_TOPIC, 1, READ_WRITE);
    add(TopicNames.RMQ_SYS_BENCHMARK_TOPIC, 1024, READ_WRITE);
    add(TopicNames.RMQ_SYS_OFFSET_MOVED_EVENT, 1, READ_WRITE);
    add(
        TopicNames.RMQ_SYS_SCHEDULE_TOPIC,
        config.store().queues().delayLevels().maxDelayLevel(),
        READ_WRITE);
    if (config.store().timerWheelEnable()) {
      add(TopicNames.RMQ_SYS_WHEEL_TIMER_TOPIC, 1, READ_WRITE);
    }
    add(TopicNames.replyTopic(config.brokerClusterName()), 1, READ_WRITE);
    add(
        TopicNames.reviveTopic(config.brokerClusterName()),
        config.pop().reviveQueueNum(),
        READ_WRITE);
  }

  private void add(String topic, int queues, int perm) {
    topics.putIfAbsent(topic, TopicConfig.of(topic, queues, queues, perm));
  }

  /** The settings of a topic, or null. */
  public TopicConfig selectTopicConfig(String topic) {
    return topics.get(topic);
  }

  /** What kind of consume queue a topic has; a topic that does not exist has the plain one. */
  public CQType queueType(String topic) {
    TopicConfig known = topics.get(topic);
    return known == null ? CQType.SimpleCQ : known.queueType();
  }

  /**
   * The topic of a send; made after a template when it does not exist and the template allows it.
   *
   * @param template the topic that the sender names as template
   * @param queues how many the sender would like
   */
  public Optional<TopicConfig> selectOrCreate(String topic, String template, int queues) {
    TopicConfig known = topics.get(topic);
    if (known != null) {
      return Optional.of(known);
    }
    TopicConfig pattern = template == null ? null : topics.get(template);
    if (pattern != null && mayInherit(pattern)) {
      int wanted = Math.max(1, Math.min(queues, pattern.writeQueueNums()));
      return Optional.of(ensure(topic, wanted, pattern.perm() & ~PERM_INHERIT));
    }
    return TopicNames.isRetryTopic(topic)
        ? Optional.of(ensure(topic, 1, READ_WRITE))
        : Optional.empty();
  }

  private boolean mayInherit(TopicConfig pattern) {
    boolean autoCreated = pattern.topicName().equals(TopicNames.AUTO_CREATE_TOPIC_KEY_TOPIC);
    return PermName.isInherited(pattern.perm()) && (config.autoCreateTopicEnable() || !autoCreated);
  }

  /** The topic, created if it does not exist. */
  public TopicConfig ensure(String topic, int queues, int perm) {
    TopicConfig known = topics.get(topic);
    return known != null ? known : ensure(TopicConfig.of(topic, queues, queues, perm));
  }

  /** The topic of this name, created like this if it does not exist. */
  TopicConfig ensure(TopicConfig wanted) {
    return update(wanted.topicName(), old -> old == null ? wanted : old);
  }

  /**
   * Changes or creates a topic; nothing happens when the new settings equal the old ones.
   *
   * @param change gets null for a topic that does not exist; returns null to delete it
   * @return the settings now
   */
  public TopicConfig update(String topic, UnaryOperator<TopicConfig> change) {
    TopicConfig now;
    synchronized (this) {
      TopicConfig old = topics.get(topic);
      now = change.apply(old);
      if (Objects.equals(old, now)) {
        return now;
      }
      topics.compute(topic, (name, ignored) -> now);
      changed();
    }
    onChange.run();
    return now;
  }

  private void changed() {
    dataVersion = dataVersion.next(clock.millis());
    file.persist(snapshot());
  }

  public TopicConfigSerializeWrapper snapshot() {
    return new TopicConfigSerializeWrapper(topics, dataVersion);
  }

  public boolean isSystemTopic(String topic) {
    return TopicValidator.isSystemTopic(topic)
        || topic.equals(config.brokerClusterName())
        || topic.equals(config.brokerName())
        || topic.equals(TopicNames.replyTopic(config.brokerClusterName()));
  }

  /** The topics of the system that exist here. */
  public Set<String> systemTopics() {
    Set<String> names = new TreeSet<>(topics.keySet());
    names.removeIf(topic -> !isSystemTopic(topic));
    return names;
  }
}
