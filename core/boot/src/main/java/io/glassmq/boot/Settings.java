package io.glassmq.boot;

import io.glassmq.common.config.ConfigException;
import io.glassmq.common.config.ConfigReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Properties;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings of one program under their official keys. Three sources, the later the stronger: a
 * properties file, the environment ({@code GLASSMQ_BROKER_listenPort=0}), and flags.
 *
 * <p>Not thread-safe; used while a process starts.
 */
public final class Settings {
  /** What the name of an environment variable begins with when it holds a broker's setting. */
  public static final String BROKER = "GLASSMQ_BROKER_";

  /** The same for a name server. */
  public static final String NAMESRV = "GLASSMQ_NAMESRV_";

  static final Path HOME = Path.of(System.getProperty("user.home"), "glassmq");

  private static final Logger LOG = LoggerFactory.getLogger(Settings.class);

  private final Properties values = new Properties();

  /** No settings: all defaults. */
  public Settings() {}

  /**
   * Reads file and environment.
   *
   * @param file a properties file, or null
   * @param prefix {@link #BROKER} or {@link #NAMESRV}
   * @throws ConfigException if the file is not there or is no properties file
   */
  public static Settings load(Path file, String prefix) {
    var settings = new Settings();
    if (file != null) {
      settings.readFile(file);
    }
    System.getenv()
        .forEach(
            (name, value) -> {
              if (name.startsWith(prefix)) {
                settings.set(name.substring(prefix.length()), value);
              }
            });
    return settings;
  }

  private void readFile(Path file) {
    try (Reader reader = Files.newBufferedReader(file)) {
      values.load(reader);
    } catch (NoSuchFileException e) {
      throw new ConfigException("No such configuration file: " + file);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(file + " is no properties file: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read configuration file " + file, e);
    }
  }

  /** Sets a key, unless the value is null. */
  public Settings set(String key, Object value) {
    if (value != null) {
      values.setProperty(key, value.toString());
    }
    return this;
  }

  /** Sets a key that nobody has set yet, unless the value is null. */
  public Settings setDefault(String key, Object value) {
    return values.containsKey(key) ? this : set(key, value);
  }

  /** The value of a key, or null. */
  public String get(String key) {
    return values.getProperty(key);
  }

  /**
   * Builds a configuration from the settings and warns of keys that it did not ask for.
   *
   * @throws ConfigException if a value cannot be meant
   */
  <C> C as(Function<ConfigReader, C> form) {
    var reader = new ConfigReader(values);
    C config = form.apply(reader);
    reader.unknownKeys().forEach(LOG::warn);
    return config;
  }
}
