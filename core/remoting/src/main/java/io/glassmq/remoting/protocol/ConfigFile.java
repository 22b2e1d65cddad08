package io.glassmq.remoting.protocol;

import io.glassmq.common.config.ConfigException;
import io.glassmq.remoting.exception.RemotingCommandException;
import java.io.Flushable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One JSON file that outlives a process, with the version before it beside it as {@code .bak}.
 *
 * <pre>
 *  persist       topics.json   .bak    .tmp      a crash here leaves
 *                    2          1
 *  write, force      2          1     3 or half    2
 *  move away                    2       3          2, from .bak
 *  move there        3          2                  3
 * </pre>
 *
 * A version that cannot be read is put aside as {@code .broken}, for people to look at: it must not
 * become the {@code .bak} of the next version, in the place of a good one. Members that are not
 * ours are put back into each new version.
 *
 * <p>One owner; its callers take turns. Official counterpart: {@code
 * org.apache.rocketmq.common.ConfigManager}.
 */
public final class ConfigFile {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigFile.class);

  /** Elsewhere a folder is no file that could be opened and forced. */
  private static final boolean FOLDERS_ARE_FILES =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private final Path file;
  private final Path backup;
  private final Flushable before;
  private ForeignMembers foreign = new ForeignMembers();

  public ConfigFile(Path file) {
    this(file, () -> {});
  }

  /**
   * @param before brings to the disk what a version speaks of; called when it is decided what the
   *     version says, and before it is written
   */
  public ConfigFile(Path file, Flushable before) {
    this.file = file;
    this.backup = sibling(".bak");
    this.before = before;
  }

  private Path sibling(String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  /**
   * What was written last, or the version before it; empty when there is neither.
   *
   * @throws ConfigException if there is something, but nothing that can be read
   */
  public synchronized <T> Optional<T> load(Class<T> type) {
    String problem = null;
    for (Path path : List.of(file, backup)) {
      try {
        Optional<T> content = read(path, type);
        if (content.isPresent()) {
          if (path.equals(backup)) {
            putAside(problem);
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
  private <T> Optional<T> read(Path path, Class<T> type)
      throws IOException, RemotingCommandException {
    byte[] json = Files.exists(path) ? Files.readAllBytes(path) : new byte[0];
    if (json.length == 0) {
      return Optional.empty();
    }
    T content = RemotingSerializable.decode(json, type);
    foreign = ForeignMembers.of(json, content);
    return Optional.of(content);
  }

  private void putAside(String problem) throws IOException {
    String what = problem == null ? file + " is not there, or empty" : problem;
    if (Files.exists(file)) {
      Path broken = sibling(".broken");
      Files.move(file, broken, StandardCopyOption.REPLACE_EXISTING);
      what += "; it is kept as " + broken.getFileName();
    }
    LOG.warn("{}; going on with {}", what, backup);
  }

  /**
   * Writes the new version; when that fails, the log says so and the old one stays.
   *
   * @return whether it was written
   */
  public synchronized boolean persist(Object content) {
    Path fresh = sibling(".tmp");
    try {
      Files.createDirectories(file.getParent());
      byte[] json = foreign.encodePretty(content).getBytes(StandardCharsets.UTF_8);
      before.flush();
      write(fresh, json);
      if (Files.exists(file)) {
        Files.move(file, backup, StandardCopyOption.REPLACE_EXISTING);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      forceFolder();
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

  /** The new names are in the folder; without this a crash of the machine could undo them. */
  private void forceFolder() throws IOException {
    if (FOLDERS_ARE_FILES) {
      try (var folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
        folder.force(true);
      }
    }
  }
}
