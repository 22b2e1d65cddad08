package io.glassmq.broker.loadbalance;

import io.glassmq.remoting.protocol.ConfigFile;
import io.glassmq.remoting.protocol.body.MessageRequestModeSerializeWrapper;
import io.glassmq.remoting.protocol.body.SetMessageRequestModeRequestBody;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Whether groups pull or pop, where somebody has set it: {@code messageRequestMode.json} and the
 * table in memory.
 *
 * <p>Reading takes no lock; changes are made one after another under the monitor.
 *
 * <p>Official counterpart: {@code
 * org.apache.rocketmq.broker.loadbalance.MessageRequestModeManager}.
 */
public final class MessageRequestModeManager {
  private final ConfigFile file;

  /** By topic, then by group. */
  private final ConcurrentMap<String, Map<String, SetMessageRequestModeRequestBody>> modes =
      new ConcurrentHashMap<>();

  public MessageRequestModeManager(ConfigFile file) {
    this.file = file;
  }

  public synchronized void load() {
    file.load(MessageRequestModeSerializeWrapper.class)
        .ifPresent(
            content ->
                content
                    .messageRequestModeMap()
                    .forEach((topic, groups) -> groups(topic).putAll(groups)));
  }

  private Map<String, SetMessageRequestModeRequestBody> groups(String topic) {
    return modes.computeIfAbsent(topic, name -> new ConcurrentHashMap<>());
  }

  /** Notes a mode, and writes the file. */
  public synchronized void setMessageRequestMode(SetMessageRequestModeRequestBody mode) {
    if (!mode.equals(groups(mode.topic()).put(mode.consumerGroup(), mode))) {
      file.persist(new MessageRequestModeSerializeWrapper(modes));
    }
  }

  /** What was set for a group in a topic. */
  public Optional<SetMessageRequestModeRequestBody> getMessageRequestMode(
      String topic, String group) {
    return Optional.ofNullable(modes.getOrDefault(topic, Map.of()).get(group));
  }
}
