package io.glassmq.labs.wire;

import static java.util.stream.Collectors.toMap;

import io.glassmq.labs.wire.driver.WireDriver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The official client, release 5.5.0, in the JVM of the test but in a class loader of its own.
 *
 * <pre>{@code
 * try (var servers = AllInOne.start(config, parts, NamesrvParts.defaults());
 *     var client = OfficialClient.start(servers.namesrvAddr(), folder)) {
 *   client.send("Topic", List.of("one", "two"));
 *   assertThat(client.consume("group", "Topic", 2)).containsExactlyInAnyOrder("one", "two");
 * }
 * }</pre>
 *
 * <p>For the thread of one test. While it runs, it changes system properties of the JVM.
 */
public final class OfficialClient implements AutoCloseable {
  private static final String DRIVER = "io.glassmq.labs.wire.official.RocketWireDriver";

  /** A client whose first rebalance came to nothing tries again after 20 s. */
  private static final Duration CONSUME_LIMIT = Duration.ofSeconds(30);

  private final OfficialLoader loader;
  private final WireDriver driver;
  private final Map<String, String> propertiesBefore;

  private OfficialClient(OfficialLoader loader, WireDriver driver, Map<String, String> before) {
    this.loader = loader;
    this.driver = driver;
    this.propertiesBefore = before;
  }

  /** How the client writes the headers of its requests. */
  public enum Headers {
    JSON,
    ROCKETMQ
  }

  /** Starts a client that writes its headers as JSON, as it does by default. */
  public static OfficialClient start(String namesrvAddr, Path logs) throws Exception {
    return start(namesrvAddr, logs, Headers.JSON);
  }

  /**
   * Starts a client.
   *
   * @param logs where it keeps its log files
   * @param headers how it writes headers
   */
  public static OfficialClient start(String namesrvAddr, Path logs, Headers headers)
      throws Exception {
    var loader = new OfficialLoader();
    Map<String, String> before = itsProperties();
    System.setProperty("rocketmq.client.logRoot", logs.toString());
    System.setProperty("user.home", logs.toString());
    System.setProperty("rocketmq.serialize.type", headers.name());
    try {
      WireDriver driver =
          (WireDriver) loader.loadClass(DRIVER).getDeclaredConstructor().newInstance();
      var client = new OfficialClient(loader, driver, before);
      client.inOwnContext(() -> driver.start(namesrvAddr));
      return client;
    } catch (Exception | Error e) {
      putBack(before);
      loader.close();
      throw e;
    }
  }

  /** What it is told by system properties, and what it sets itself. */
  private static Map<String, String> itsProperties() {
    return System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.equals("user.home") || name.startsWith("rocketmq."))
        .collect(toMap(name -> name, System::getProperty));
  }

  /** The tests that follow in this JVM find it as it was. */
  private static void putBack(Map<String, String> before) {
    itsProperties().keySet().stream()
        .filter(name -> !before.containsKey(name))
        .forEach(System::clearProperty);
    before.forEach(System::setProperty);
  }

  /** Sends texts one after another and returns the status of each answer, such as SEND_OK. */
  public List<String> send(String topic, List<String> bodies) throws Exception {
    List<String> answers = new ArrayList<>();
    inOwnContext(() -> answers.addAll(driver.send(topic, bodies)));
    return answers;
  }

  /**
   * Starts a push consumer at the first message of the topic and waits for so many messages.
   *
   * @return what came in time, perhaps less
   */
  public List<String> consume(String group, String topic, int count) throws Exception {
    BlockingQueue<String> came = new LinkedBlockingQueue<>();
    inOwnContext(() -> driver.subscribe(group, topic, came::add));
    List<String> bodies = new ArrayList<>();
    long deadline = System.nanoTime() + CONSUME_LIMIT.toNanos();
    while (bodies.size() < count) {
      String body = came.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (body == null) {
        return bodies;
      }
      bodies.add(body);
    }
    return bodies;
  }

  private void inOwnContext(Step step) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      step.run();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Override
  public void close() {
    try {
      driver.close();
      loader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      putBack(propertiesBefore);
    }
  }

  private interface Step {
    void run() throws Exception;
  }
}
