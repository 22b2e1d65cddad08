package io.glassmq.interop;

import io.glassmq.interop.driver.ClientDriver;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/**
 * Our client behind the same driver as the official one: the driver's source with other imports.
 */
final class GlassClient implements AutoCloseable {
  private static final Path SOURCE =
      Path.of("src/main/java/io/glassmq/interop/official/RocketClientDriver.java");

  private final URLClassLoader loader;

  GlassClient() throws Exception {
    Path target = Path.of("target", "translated-driver").toAbsolutePath();
    TranslatedSource source = TranslatedSource.toGlass(SOURCE);
    // A package of its own, or the class for the official client would be found first.
    var driver =
        new TranslatedSource(
            source.name(),
            source.code().replace("package io.glassmq.interop.official;", "package translated;"));
    String said = driver.compile(System.getProperty("java.class.path"), target);
    if (!said.isEmpty()) {
      throw new IllegalStateException("the driver does not compile against our client:\n" + said);
    }
    loader = new URLClassLoader(new URL[] {target.toUri().toURL()});
  }

  static Shared<GlassClient> shared() {
    return new Shared<>("our client", GlassClient.class, GlassClient::new);
  }

  ClientDriver client(String namesrvAddr, String instance) throws Exception {
    var driver =
        (ClientDriver)
            loader
                .loadClass("translated.RocketClientDriver")
                .getDeclaredConstructor()
                .newInstance();
    driver.start(namesrvAddr, instance);
    return driver;
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
