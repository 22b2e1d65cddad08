package io.glassmq.labs.wire;

import io.glassmq.labs.wire.driver.WireDriver;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The world of the official client: it sees the JDK, the official jars, our driver of them, and of
 * the test only the interface of that driver.
 */
final class OfficialLoader extends URLClassLoader {
  private static final String LIST = "/official-client.classpath";
  private static final String SHARED_PACKAGE = WireDriver.class.getPackageName() + ".";

  OfficialLoader() {
    super("official", urls(), ClassLoader.getPlatformClassLoader());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    return name.startsWith(SHARED_PACKAGE)
        ? OfficialLoader.class.getClassLoader().loadClass(name)
        : super.loadClass(name, resolve);
  }

  private static URL[] urls() {
    List<URL> urls = new ArrayList<>();
    for (String jar : list().split(File.pathSeparator)) {
      urls.add(url(Path.of(jar)));
    }
    urls.add(OfficialLoader.class.getProtectionDomain().getCodeSource().getLocation());
    return urls.toArray(URL[]::new);
  }

  private static String list() {
    try (var in = OfficialLoader.class.getResourceAsStream(LIST)) {
      if (in == null) {
        throw new IllegalStateException(
            LIST + " is missing: build the labs with Maven once (mvn -pl labs/contracts -am)");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("not a jar: " + jar, e);
    }
  }
}
