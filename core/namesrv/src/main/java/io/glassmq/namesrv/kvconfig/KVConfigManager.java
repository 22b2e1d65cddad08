package io.glassmq.namesrv.kvconfig;

import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.RemotingSerializable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keys and values in name spaces; owns {@code kvConfig.json}, which is written on every change.
 *
 * <p>Any thread may call; one at a time gets in.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.namesrv.kvconfig.KVConfigManager}.
 */
public final class KVConfigManager {

  /** The file as a record. */
  private record Content(Map<String, Map<String, String>> configTable) {}

  private final Path file;
  private final Map<String, Map<String, String>> configTable = new TreeMap<>();

  /**
   * Reads the file, if there is one.
   *
   * @throws UncheckedIOException if it is there and cannot be read
   */
  public KVConfigManager(Path file) {
    this.file = file;
    if (Files.exists(file)) {
      load();
    }
  }

  private void load() {
    try {
      Content content = RemotingSerializable.decode(Files.readAllBytes(file), Content.class);
      if (content.configTable() != null) {
        content
            .configTable()
            .forEach((space, table) -> configTable.put(space, new TreeMap<>(table)));
      }
    } catch (RemotingCommandException e) {
      throw new UncheckedIOException(new IOException(file + ": " + e.getMessage(), e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A value, or null. */
  public synchronized String get(String namespace, String key) {
    return configTable.getOrDefault(namespace, Map.of()).get(key);
  }

  /** All of one name space, or null when there is nothing. */
  public synchronized Map<String, String> getAll(String namespace) {
    Map<String, String> table = configTable.get(namespace);
    return table == null ? null : Map.copyOf(table);
  }

  /**
   * @throws IOException if it could not be written; it is in force nevertheless
   */
  public synchronized void put(String namespace, String key, String value) throws IOException {
    configTable.computeIfAbsent(namespace, space -> new TreeMap<>()).put(key, value);
    persist();
  }

  /** Removes a key, if it is there; fails like {@link #put}. */
  public synchronized void delete(String namespace, String key) throws IOException {
    if (configTable.getOrDefault(namespace, Map.of()).containsKey(key)) {
      configTable.get(namespace).remove(key);
      persist();
    }
  }

  private void persist() throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".tmp");
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(next, RemotingSerializable.encode(new Content(configTable)));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
