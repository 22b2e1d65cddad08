package io.glassmq.interop;

import io.glassmq.interop.driver.BroadcastDriver;
import io.glassmq.interop.driver.ClientDriver;
import io.glassmq.interop.driver.LitePullDriver;
import io.glassmq.interop.driver.MemberDriver;
import io.glassmq.interop.driver.PopDriver;
import io.glassmq.interop.driver.PullDriver;
import io.glassmq.interop.driver.Received;
import io.glassmq.interop.driver.RetryDriver;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Our client behind the same drivers as the official one: their sources with other imports. */
final class GlassClient implements AutoCloseable {
  private static final Path SOURCES = Path.of("src/main/java/io/glassmq/interop/official");

  private final URLClassLoader loader;

  GlassClient() throws Exception {
    Path target = Path.of("target", "translated-driver").toAbsolutePath();
    compile("RocketClientDriver", target);
    compile("RocketMemberDriver", target);
    compile("RocketPullDriver", target);
    compile("RocketLitePullDriver", target);
    compile("RocketRetryDriver", target);
    compile("RocketPopDriver", target);
    compile("RocketBroadcastDriver", target);
    loader = new URLClassLoader(new URL[] {target.toUri().toURL()});
  }

  private static void compile(String driver, Path target) throws IOException {
    TranslatedSource source = TranslatedSource.toGlass(SOURCES.resolve(driver + ".java"));
    // A package of its own, or the class for the official client would be found first.
    var translated =
        new TranslatedSource(
            source.name(),
            source.code().replace("package io.glassmq.interop.official;", "package translated;"));
    String classPath = target + File.pathSeparator + System.getProperty("java.class.path");
    String said = translated.compile(classPath, target);
    if (!said.isEmpty()) {
      throw new IllegalStateException(driver + " does not compile against our client:\n" + said);
    }
  }

  static Shared<GlassClient> shared() {
    return new Shared<>("our client", GlassClient.class, GlassClient::new);
  }

  ClientDriver client(String namesrvAddr, String instance) throws Exception {
    var driver = create("RocketClientDriver", ClientDriver.class);
    driver.start(namesrvAddr, instance);
    return driver;
  }

  RetryDriver retry(String namesrvAddr, String instance) throws Exception {
    var driver = create("RocketRetryDriver", RetryDriver.class);
    driver.start(namesrvAddr, instance);
    return driver;
  }

  MemberDriver member(MemberDriver.Membership membership, MemberDriver.Listener listener)
      throws Exception {
    var driver = create("RocketMemberDriver", MemberDriver.class);
    driver.start(membership, listener);
    return driver;
  }

  PopDriver popper(
      String namesrvAddr, String instance, String group, String topic, Predicate<Received> listener)
      throws Exception {
    var driver = create("RocketPopDriver", PopDriver.class);
    driver.start(namesrvAddr, instance, group, topic, listener);
    return driver;
  }

  BroadcastDriver broadcaster(
      String namesrvAddr, String instance, String group, String topic, Consumer<String> listener)
      throws Exception {
    var driver = create("RocketBroadcastDriver", BroadcastDriver.class);
    driver.start(namesrvAddr, instance, group, topic, listener);
    return driver;
  }

  PullDriver puller(String namesrvAddr, String instance, String group) throws Exception {
    var driver = create("RocketPullDriver", PullDriver.class);
    driver.start(namesrvAddr, instance, group);
    return driver;
  }

  LitePullDriver litePuller(String namesrvAddr, String instance, String group) throws Exception {
    var driver = create("RocketLitePullDriver", LitePullDriver.class);
    driver.open(namesrvAddr, instance, group);
    return driver;
  }

  private <T> T create(String driver, Class<T> type) throws ReflectiveOperationException {
    return type.cast(
        loader.loadClass("translated." + driver).getDeclaredConstructor().newInstance());
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
