package io.glassmq.broker;

import io.glassmq.common.config.ConfigException;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.RemotingSerializable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One JSON file below {@code config/}, with the version before it beside it as {@code .bak}. A
 * crash at any moment leaves at least one of them whole.
 *
 * <p>One owner; its callers take turns. Official counterpart: {@code
 * org.apache.rocketmq.common.ConfigManager}.
 */
public final class ConfigFile {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigFile.class);

  private final Path file;
  private final Path backup;

  public ConfigFile(Path file) {
    this.file = file;
    this.backup = file.resolveSibling(file.getFileName() + ".bak");
  }

  /**
   * What was written last, or the version before it; empty when there is neither.
   *
   * @throws ConfigException if there is something, but nothing that can be read
   */
  public <T> Optional<T> load(Class<T> type) {
    String problem = null;
    for (Path path : List.of(file, backup)) {
      try {
        Optional<T> content = read(path, type);
        if (content.isPresent()) {
          if (problem != null) {
            LOG.warn("{}; going on with {}", problem, path);
          }
          return content;
        }
      } catch (IOException | RemotingCommandException e) {
        problem = path + " cannot be read: " + e.getMessage();
      }
    }
    if (problem != null) {
      throw new ConfigException(problem + "; mend it, or move it away to start without it.");
    }
    return Optional.empty();
  }

  /** Empty when there is no such file, or nothing in it. */
  private static <T> Optional<T> read(Path path, Class<T> type)
      throws IOException, RemotingCommandException {
    return Files.exists(path) && Files.size(path) > 0
        ? Optional.of(RemotingSerializable.decode(Files.readAllBytes(path), type))
        : Optional.empty();
  }

  /**
   * Writes the new version; when that fails, the log says so and the old one stays.
   *
   * @return whether it was written
   */
  public synchronized boolean persist(Object content) {
    Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      Files.createDirectories(file.getParent());
      write(fresh, RemotingSerializable.encodePretty(content).getBytes(StandardCharsets.UTF_8));
      if (Files.exists(file)) {
        Files.move(file, backup, StandardCopyOption.REPLACE_EXISTING);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (IOException e) {
      LOG.error("{} cannot be written; the change is lost at the next start", file, e);
      return false;
    }
  }

  private static void write(Path path, byte[] bytes) throws IOException {
    try (var channel =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      for (var rest = ByteBuffer.wrap(bytes); rest.hasRemaining(); ) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }
}
