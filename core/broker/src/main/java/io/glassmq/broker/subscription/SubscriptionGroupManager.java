package io.glassmq.broker.subscription;

import io.glassmq.common.Clock;
import io.glassmq.common.topic.TopicValidator;
import io.glassmq.remoting.protocol.ConfigFile;
import io.glassmq.remoting.protocol.DataVersion;
import io.glassmq.remoting.protocol.body.SubscriptionGroupWrapper;
import io.glassmq.remoting.protocol.subscription.SubscriptionGroupConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The consumer groups of this broker: {@code subscriptionGroup.json} and the table in memory.
 *
 * <p>Reading takes no lock; changes are made one after another under the monitor.
 *
 * <p>Official counterpart: {@code
 * org.apache.rocketmq.broker.subscription.SubscriptionGroupManager}.
 */
public final class SubscriptionGroupManager {
  private static final List<String> SYSTEM_GROUPS =
      List.of(
          "TOOLS_CONSUMER",
          "FILTERSRV_CONSUMER",
          "SELF_TEST_C_GROUP",
          "CID_ONS-HTTP-PROXY",
          "CID_ONSAPI_PULL",
          "CID_ONSAPI_PERMISSION",
          "CID_ONSAPI_OWNER",
          "CID_RMQ_SYS_TRANS");

  /** The bit that keeps a group from reading a topic. */
  private static final int READ_FORBIDDEN = 1;

  private final boolean autoCreate;
  private final ConfigFile file;
  private final Clock clock;
  private final ConcurrentMap<String, SubscriptionGroupConfig> groups = new ConcurrentHashMap<>();
  private volatile Map<String, Map<String, Integer>> forbidden = Map.of(); // replaced as a whole
  private volatile DataVersion dataVersion;

  public SubscriptionGroupManager(boolean autoCreate, ConfigFile file, Clock clock) {
    this.autoCreate = autoCreate;
    this.file = file;
    this.clock = clock;
    this.dataVersion = DataVersion.first(clock.millis());
  }

  /** Reads the file, then adds the groups of the system that are missing. */
  public synchronized void load() {
    file.load(SubscriptionGroupWrapper.class)
        .ifPresent(
            content -> {
              groups.putAll(content.subscriptionGroupTable());
              forbidden = content.forbiddenTable();
              dataVersion = content.dataVersion() == null ? dataVersion : content.dataVersion();
            });
    SYSTEM_GROUPS.forEach(name -> groups.putIfAbsent(name, SubscriptionGroupConfig.of(name)));
  }

  /** The settings of a group; created if groups create themselves here; otherwise null. */
  public SubscriptionGroupConfig findSubscriptionGroupConfig(String group) {
    SubscriptionGroupConfig known = groups.get(group);
    if (known != null || !autoCreate || TopicValidator.problemOfGroup(group).isPresent()) {
      return known;
    }
    synchronized (this) {
      if (!groups.containsKey(group)) {
        update(SubscriptionGroupConfig.of(group));
      }
      return groups.get(group);
    }
  }

  public boolean contains(String group) {
    return groups.containsKey(group);
  }

  /** Changes or creates a group. */
  public synchronized void update(SubscriptionGroupConfig group) {
    if (!Objects.equals(group, groups.put(group.groupName(), group))) {
      changed();
    }
  }

  public synchronized void delete(String group) {
    if (groups.remove(group) != null) {
      changed();
    }
  }

  private void changed() {
    dataVersion = dataVersion.next(clock.millis());
    file.persist(snapshot());
  }

  public SubscriptionGroupWrapper snapshot() {
    return new SubscriptionGroupWrapper(groups, forbidden, dataVersion);
  }

  /** Whether the members of a group are told when others come and go. */
  public boolean wantsNotification(String group) {
    SubscriptionGroupConfig config = groups.get(group);
    return config == null || config.notifyConsumerIdsChangedEnable();
  }

  /** Keeps a group from reading a topic, or lets it again. */
  public synchronized void setReadForbidden(String group, String topic, boolean isForbidden) {
    if (isReadForbidden(group, topic) == isForbidden) {
      return;
    }
    Map<String, Map<String, Integer>> all = new HashMap<>(forbidden);
    Map<String, Integer> ofGroup = new HashMap<>(all.getOrDefault(group, Map.of()));
    ofGroup.merge(topic, READ_FORBIDDEN, (old, bit) -> old ^ bit);
    all.put(group, ofGroup);
    forbidden = all;
    changed();
  }

  /** Whether an administrator keeps the group from reading the topic. */
  public boolean isReadForbidden(String group, String topic) {
    return (forbidden.getOrDefault(group, Map.of()).getOrDefault(topic, 0) & READ_FORBIDDEN) != 0;
  }
}
