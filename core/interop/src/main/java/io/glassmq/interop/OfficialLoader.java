package io.glassmq.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;

/**
 * The world of one official release: it sees the JDK, the official jars, our drivers of them, and
 * of the application only the interfaces through which the drivers are used.
 */
final class OfficialLoader extends URLClassLoader {
  private static final String SHARED_PACKAGE = "io.glassmq.interop.driver.";
  private static final String DRIVER_PACKAGE = "io.glassmq.interop.official.";

  OfficialLoader(OfficialJars jars) {
    super("official", urls(jars), ClassLoader.getPlatformClassLoader());
  }

  private static URL[] urls(OfficialJars jars) {
    var urls = new ArrayList<>(List.of(jars.urls()));
    urls.add(OfficialLoader.class.getProtectionDomain().getCodeSource().getLocation());
    return urls.toArray(URL[]::new);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    return name.startsWith(SHARED_PACKAGE)
        ? OfficialLoader.class.getClassLoader().loadClass(name)
        : super.loadClass(name, resolve);
  }

  /** A new driver of this class, which lives in here. */
  <T> T create(String driver, Class<T> type) throws ReflectiveOperationException {
    return type.cast(loadClass(DRIVER_PACKAGE + driver).getDeclaredConstructor().newInstance());
  }

  @Override
  public void close() {
    try {
      super.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
