package io.glassmq.client.consumer.store;

import io.glassmq.client.exception.MQClientException;
import io.glassmq.common.config.ConfigException;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.protocol.ConfigFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An {@link OffsetStore} of a member that consumes all queues by itself: a file on its own machine,
 * {@code <folder>/<clientId>/<group>/offsets.json}.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.client.consumer.store.LocalFileOffsetStore}.
 */
public final class LocalFileOffsetStore implements OffsetStore {
  private static final Logger LOG = LoggerFactory.getLogger(LocalFileOffsetStore.class);
  private static final String FOLDER_PROPERTY = "rocketmq.client.localOffsetStoreDir";

  private final ConfigFile file;
  private final OffsetTable table = new OffsetTable();

  public LocalFileOffsetStore(String clientId, String group) {
    this(folder(), clientId, group);
  }

  LocalFileOffsetStore(Path folder, String clientId, String group) {
    this.file = new ConfigFile(folder.resolve(clientId).resolve(group).resolve("offsets.json"));
  }

  private static Path folder() {
    String set = System.getProperty(FOLDER_PROPERTY);
    return set == null
        ? Path.of(System.getProperty("user.home"), ".rocketmq_offsets")
        : Path.of(set);
  }

  /** What the file holds; the form of it is the official one. */
  private record OffsetSerializeWrapper(Map<MessageQueue, Long> offsetTable) {
    OffsetSerializeWrapper {
      offsetTable = offsetTable == null ? Map.of() : offsetTable;
    }
  }

  @Override
  public void load() throws MQClientException {
    try {
      stored().forEach((mq, offset) -> table.update(mq, offset, false));
    } catch (ConfigException e) {
      throw new MQClientException("The offsets on this machine are lost: " + e.getMessage(), e);
    }
  }

  private Map<MessageQueue, Long> stored() {
    Optional<OffsetSerializeWrapper> content = file.load(OffsetSerializeWrapper.class);
    return content.map(OffsetSerializeWrapper::offsetTable).orElse(Map.of());
  }

  @Override
  public void updateOffset(MessageQueue mq, long offset, boolean increaseOnly) {
    table.update(mq, offset, increaseOnly);
  }

  @Override
  public void updateAndFreezeOffset(MessageQueue mq, long offset) {
    table.updateAndFreeze(mq, offset);
  }

  @Override
  public long readOffset(MessageQueue mq, ReadOffsetType type) {
    return table.read(mq, type, this::readStore);
  }

  private long readStore(MessageQueue mq) {
    try {
      Long offset = stored().get(mq);
      if (offset == null) {
        return NOT_FOUND;
      }
      table.update(mq, offset, false);
      return offset;
    } catch (ConfigException e) {
      LOG.warn("No offset of {}: {}", mq, e.getMessage());
      return NOT_FOUND;
    }
  }

  /** Queues that are not in the set keep what the file says of them. */
  @Override
  public synchronized void persistAll(Set<MessageQueue> mqs) {
    if (mqs.isEmpty()) {
      return;
    }
    Map<MessageQueue, Long> all = new HashMap<>(storedOrNone());
    Map<MessageQueue, Long> news = table.copy(null);
    news.keySet().retainAll(mqs);
    all.putAll(news);
    file.persist(new OffsetSerializeWrapper(all));
  }

  private Map<MessageQueue, Long> storedOrNone() {
    try {
      return stored();
    } catch (ConfigException e) {
      LOG.warn("Offsets that cannot be read are written anew: {}", e.getMessage());
      return Map.of();
    }
  }

  @Override
  public void persist(MessageQueue mq) {
    persistAll(Set.of(mq));
  }

  @Override
  public void removeOffset(MessageQueue mq) {
    table.remove(mq);
  }

  @Override
  public Map<MessageQueue, Long> cloneOffsetTable(String topic) {
    return table.copy(topic);
  }

  /** No broker keeps the offset of a group that consumes everything everywhere. */
  @Override
  public void updateConsumeOffsetToBroker(MessageQueue mq, long offset, boolean isOneway) {
    // nobody to tell
  }
}
