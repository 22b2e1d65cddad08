package io.glassmq.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.glassmq.interop.driver.BroadcastDriver;
import io.glassmq.interop.driver.ClientDriver;
import io.glassmq.interop.driver.LitePullDriver;
import io.glassmq.interop.driver.MemberDriver;
import io.glassmq.interop.driver.PopDriver;
import io.glassmq.interop.driver.PullDriver;
import io.glassmq.interop.driver.QueryDriver;
import io.glassmq.interop.driver.Received;
import io.glassmq.interop.driver.RetryDriver;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One official client in a class loader of its own, so that several releases (and our client, and
 * its newer Netty) live in one JVM. Only the driver interfaces are shared with the application.
 */
public final class OfficialClient implements AutoCloseable {
  private static final String ADMIN_TOOL = "org.apache.rocketmq.tools.command.MQAdminStartup";
  private static final String SERIALIZE_TYPE = "rocketmq.serialize.type";

  private final OfficialLoader loader;
  private final Headers headers;

  /** How the client writes its headers: the client reads it once, when its classes are loaded. */
  public enum Headers {
    JSON,
    ROCKETMQ
  }

  /**
   * Loads nothing yet; the first driver does.
   *
   * @param logs where the client keeps its log files
   */
  public OfficialClient(OfficialJars jars, Headers headers, Path logs) {
    this.headers = headers;
    System.setProperty("rocketmq.client.logRoot", logs.toString());
    System.setProperty("user.home", logs.toString());
    this.loader = new OfficialLoader(jars);
  }

  /** A producer and push consumers; closed by the caller. */
  public ClientDriver client(String namesrvAddr, String instance) throws Exception {
    var driver = loader.create("RocketClientDriver", ClientDriver.class);
    inOwnContext(() -> driver.start(namesrvAddr, instance));
    return driver;
  }

  /** A member of a consumer group; closed by the caller. */
  public MemberDriver member(MemberDriver.Membership membership, MemberDriver.Listener listener)
      throws Exception {
    var driver = loader.create("RocketMemberDriver", MemberDriver.class);
    inOwnContext(() -> driver.start(membership, listener));
    return driver;
  }

  /** A push consumer in pop mode (5.5.0 only); closed by the caller. */
  public PopDriver popper(
      String namesrvAddr, String instance, String group, String topic, Predicate<Received> listener)
      throws Exception {
    var driver = loader.create("RocketPopDriver", PopDriver.class);
    inOwnContext(() -> driver.start(namesrvAddr, instance, group, topic, listener));
    return driver;
  }

  /** A broadcasting consumer, its listener gets bodies; closed by the caller. */
  public BroadcastDriver broadcaster(
      String namesrvAddr, String instance, String group, String topic, Consumer<String> listener)
      throws Exception {
    var driver = loader.create("RocketBroadcastDriver", BroadcastDriver.class);
    inOwnContext(() -> driver.start(namesrvAddr, instance, group, topic, listener));
    return driver;
  }

  /** A classic pull consumer; closed by the caller. */
  public PullDriver puller(String namesrvAddr, String instance, String group) throws Exception {
    var driver = loader.create("RocketPullDriver", PullDriver.class);
    inOwnContext(() -> driver.start(namesrvAddr, instance, group));
    return driver;
  }

  /** A producer of delayed messages and consumers that fail; closed by the caller. */
  public RetryDriver retry(String namesrvAddr, String instance) throws Exception {
    var driver = loader.create("RocketRetryDriver", RetryDriver.class);
    inOwnContext(() -> driver.start(namesrvAddr, instance));
    return driver;
  }

  /** A lite pull consumer, not started yet; closed by the caller. */
  public LitePullDriver litePuller(String namesrvAddr, String instance, String group)
      throws Exception {
    var driver = loader.create("RocketLitePullDriver", LitePullDriver.class);
    inOwnContext(() -> driver.open(namesrvAddr, instance, group));
    return driver;
  }

  /** The admin (5.5.0 only); closed by the caller. */
  public QueryDriver query(String namesrvAddr, String instance) throws Exception {
    var driver = loader.create("RocketQueryDriver", QueryDriver.class);
    inOwnContext(() -> driver.start(namesrvAddr, instance));
    return driver;
  }

  /**
   * Runs the admin tool (5.5.0 only) as its {@code main} does and returns what it printed. Swaps
   * {@code System.out} and {@code System.err} meanwhile; so one at a time, of all clients.
   */
  public String admin(String... arguments) throws Exception {
    var main = loader.loadClass(ADMIN_TOOL).getMethod("main", String[].class);
    var printed = new ByteArrayOutputStream();
    synchronized (OfficialClient.class) {
      PrintStream out = System.out;
      PrintStream err = System.err;
      try (var capture = new PrintStream(printed, true, UTF_8)) {
        System.setOut(capture);
        System.setErr(capture);
        inOwnContext(() -> main.invoke(null, (Object) arguments));
      } finally {
        System.setOut(out);
        System.setErr(err);
      }
    }
    return printed.toString(UTF_8);
  }

  /**
   * Runs the step that first touches the client's classes under its own settings. One at a time:
   * the settings are properties of the JVM.
   */
  private void inOwnContext(Step step) throws Exception {
    synchronized (OfficialClient.class) {
      inContext(step);
    }
  }

  private void inContext(Step step) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    System.setProperty(SERIALIZE_TYPE, headers.name());
    try {
      step.run();
    } finally {
      System.clearProperty(SERIALIZE_TYPE);
      thread.setContextClassLoader(before);
    }
  }

  /** Call it only after the drivers are closed: their threads still load classes while they end. */
  @Override
  public void close() {
    loader.close();
  }

  private interface Step {
    void run() throws Exception;
  }
}
