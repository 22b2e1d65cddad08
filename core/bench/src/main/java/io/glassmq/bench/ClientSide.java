package io.glassmq.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.glassmq.interop.OfficialJars;
import io.glassmq.interop.TranslatedSource;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * The load on the class path of one of the two clients: one source for both, with nothing but its
 * imports changed.
 */
record ClientSide(String classPath) {
  private static final String LOAD = "/io/glassmq/bench/load/";

  /** All that is not the official client's own. */
  private static final List<String> SOURCES =
      List.of(
          "AsyncPhase",
          "BacklogLoad",
          "BrokerLoad",
          "BrokerWatch",
          "EpochNanos",
          "HeldLoad",
          "LatencyLoad",
          "LatencyPhase",
          "LoadMain",
          "NewTopic",
          "PacedLoad",
          "Phase",
          "PopGroup",
          "PopLoad",
          "PopPhase",
          "PushPhase",
          "SyncPhase",
          "WaitingLoad");

  /** The official client, our load, and the histogram; nothing else of ours. */
  static ClientSide official() {
    return new ClientSide(
        Stream.concat(
                Stream.of(OfficialJars.v5().classPath()),
                Stream.of(ClientSide.class, Histogram.class).map(ClientSide::location))
            .collect(Collectors.joining(File.pathSeparator)));
  }

  /**
   * Our client.
   *
   * @param folder where the load compiled against it goes
   */
  static ClientSide glass(Path folder) throws IOException {
    String ours = System.getProperty("java.class.path");
    Set<TranslatedSource> sources = new HashSet<>();
    for (String name : SOURCES) {
      sources.add(TranslatedSource.toGlass(name, source(name)));
    }
    String said = TranslatedSource.compile(sources, ours, folder);
    if (!said.isEmpty()) {
      throw new IllegalStateException("the load does not compile against our client:\n" + said);
    }
    // First the folder, or the load for the official client would be found.
    return new ClientSide(folder + File.pathSeparator + ours);
  }

  private static String source(String name) throws IOException {
    try (var in = ClientSide.class.getResourceAsStream(LOAD + name + ".java")) {
      if (in == null) {
        throw new FileNotFoundException(LOAD + name + ".java: build core/bench with Maven once");
      }
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static String location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
