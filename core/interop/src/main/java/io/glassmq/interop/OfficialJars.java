package io.glassmq.interop;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The published jars of one official release, as the build resolved them.
 *
 * @param version the release, such as {@code 5.5.0}
 * @param jars the jars of client, and for 5.5.0 also of servers and admin tool, with all they need
 */
public record OfficialJars(String version, List<Path> jars) {

  /** The release that GlassMQ is compatible with: servers, client, admin tool. */
  public static OfficialJars v5() {
    return load("5.5.0");
  }

  /** The last release of the 4.x line: client only. */
  public static OfficialJars v4() {
    return load("4.9.8");
  }

  /** The jars as one {@code -cp} argument. */
  public String classPath() {
    return String.join(File.pathSeparator, jars.stream().map(Path::toString).toList());
  }

  /** The jars for a class loader. */
  public URL[] urls() {
    return jars.stream().map(OfficialJars::url).toArray(URL[]::new);
  }

  private static OfficialJars load(String version) {
    String list = "/official-" + version + ".classpath";
    try (var in = OfficialJars.class.getResourceAsStream(list)) {
      if (in == null) {
        throw new IllegalStateException(
            list + " is missing: build core/interop with Maven once (mvn -pl core/interop -am)");
      }
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      return new OfficialJars(
          version, Arrays.stream(text.split(File.pathSeparator)).map(Path::of).toList());
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
