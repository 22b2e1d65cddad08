package io.glassmq.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.glassmq.interop.driver.ClientDriver;
import io.glassmq.interop.driver.PullDriver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One official client in a class loader of its own, so that several releases (and our client, and
 * its newer Netty) live in one JVM. Only the driver interfaces are shared with the application.
 */
public final class OfficialClient implements AutoCloseable {
  private static final String SHARED_PACKAGE = "io.glassmq.interop.driver.";
  private static final String DRIVER_PACKAGE = "io.glassmq.interop.official.";
  private static final String ADMIN_TOOL = "org.apache.rocketmq.tools.command.MQAdminStartup";
  private static final String SERIALIZE_TYPE = "rocketmq.serialize.type";

  private final Loader loader;
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
    var urls = new ArrayList<>(List.of(jars.urls()));
    urls.add(OfficialClient.class.getProtectionDomain().getCodeSource().getLocation());
    this.loader = new Loader(urls.toArray(URL[]::new));
  }

  /** A producer and push consumers; closed by the caller. */
  public ClientDriver client(String namesrvAddr, String instance) throws Exception {
    var driver = (ClientDriver) create("RocketClientDriver");
    inOwnContext(() -> driver.start(namesrvAddr, instance));
    return driver;
  }

  /** A pull consumer; closed by the caller. */
  public PullDriver puller(String namesrvAddr, String instance, String group) throws Exception {
    var driver = (PullDriver) create("RocketPullDriver");
    inOwnContext(() -> driver.start(namesrvAddr, instance, group));
    return driver;
  }

  /**
   * Runs the admin tool (5.5.0 only) as its {@code main} does and returns what it printed. Swaps
   * {@code System.out} and {@code System.err} meanwhile.
   */
  public String admin(String... arguments) throws Exception {
    var main = loader.loadClass(ADMIN_TOOL).getMethod("main", String[].class);
    var printed = new ByteArrayOutputStream();
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
    return printed.toString(UTF_8);
  }

  private Object create(String driver) throws ReflectiveOperationException {
    return loader.loadClass(DRIVER_PACKAGE + driver).getDeclaredConstructor().newInstance();
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
  public void close() throws IOException {
    loader.close();
  }

  private interface Step {
    void run() throws Exception;
  }

  /** Sees the JDK, the official jars, the drivers, and of the application the shared package. */
  private static final class Loader extends URLClassLoader {
    Loader(URL[] urls) {
      super("official", urls, ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      return name.startsWith(SHARED_PACKAGE)
          ? OfficialClient.class.getClassLoader().loadClass(name)
          : super.loadClass(name, resolve);
    }
  }
}
