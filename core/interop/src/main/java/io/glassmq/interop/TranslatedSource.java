package io.glassmq.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A source that was written for one of the two clients and is compiled against the other, with
 * nothing but its imports changed.
 *
 * @param name the simple name of its class
 * @param code the source after the change
 */
public record TranslatedSource(String name, String code) {
  private static final String OFFICIAL = "import org.apache.rocketmq.";
  private static final String GLASS = "import io.glassmq.";

  /** A source for the official client, turned into one for ours. */
  public static TranslatedSource toGlass(Path source) throws IOException {
    return of(source, OFFICIAL, GLASS);
  }

  /** The same for a source that is at hand as text; it may have nothing to change. */
  public static TranslatedSource toGlass(String name, String code) {
    return new TranslatedSource(name, code.replace(OFFICIAL, GLASS));
  }

  /** A source for our client, turned into one for the official client. */
  public static TranslatedSource toOfficial(Path source) throws IOException {
    return of(source, GLASS, OFFICIAL);
  }

  private static TranslatedSource of(Path source, String from, String to) throws IOException {
    String name = source.getFileName().toString().replace(".java", "");
    String code = Files.readString(source, UTF_8);
    String imports = code.substring(0, code.indexOf(name));
    if (!imports.contains(from)) {
      throw new IllegalArgumentException(source + " has nothing to change: no '" + from + "'");
    }
    return new TranslatedSource(name, code.replace(from, to));
  }

  /**
   * Compiles it.
   *
   * @param target where the classes go
   * @return what the compiler said; empty when all is well
   */
  public String compile(String classPath, Path target) throws IOException {
    return compile(Set.of(this), classPath, target);
  }

  /** Compiles sources that need each other. */
  public static String compile(Set<TranslatedSource> sources, String classPath, Path target)
      throws IOException {
    Files.createDirectories(target);
    var said = new StringWriter();
    var options = List.of("-proc:none", "-cp", classPath, "-d", target.toString());
    var files = sources.stream().map(TranslatedSource::file).toList();
    ToolProvider.getSystemJavaCompiler().getTask(said, null, null, options, null, files).call();
    return said.toString();
  }

  private JavaFileObject file() {
    return new SimpleJavaFileObject(
        URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return code;
      }
    };
  }
}
