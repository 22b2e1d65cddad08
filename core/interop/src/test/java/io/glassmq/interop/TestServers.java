package io.glassmq.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The servers that the test classes of one run share. */
final class TestServers {
  private static final List<String> SMALL_HEAP = List.of("-Xms256m", "-Xmx256m");

  /** On a busy machine the original refuses sends that stood in its queue for 200 ms. */
  private static final Map<String, String> PATIENT = Map.of("waitTimeMillsInSendQueue", "5000");

  private TestServers() {}

  static Shared<ServerProcesses> official() {
    return new Shared<>(
        "official servers",
        ServerProcesses.class,
        () -> startOfficial("official-servers", PATIENT));
  }

  static ServerProcesses startOfficial(String name, Map<String, String> settings)
      throws IOException {
    return ServerProcesses.start(
        new ServerProcesses.Recipe(Make.official(), home(name), SMALL_HEAP, settings));
  }

  static Shared<GlassServers> glass() {
    return new Shared<>(
        "glass servers", GlassServers.class, () -> GlassServers.start(home("glass-servers")));
  }

  /** Delayed messages come soon here. */
  static Shared<GlassServers> glassWithShortLevels() {
    return new Shared<>(
        "glass servers with short levels",
        GlassServers.class,
        () -> GlassServers.start(home("glass-short-levels"), RetryContract.SHORT_LEVELS));
  }

  /** Here too. */
  static Shared<ServerProcesses> officialWithShortLevels() {
    var settings = new HashMap<>(PATIENT);
    settings.putAll(RetryContract.SHORT_LEVELS);
    return new Shared<>(
        "official servers with short levels",
        ServerProcesses.class,
        () -> startOfficial("official-short-levels", settings));
  }

  /** A new folder for what servers write; goes with the next {@code mvn clean}. */
  static Path home(String name) throws IOException {
    Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
    return Files.createTempDirectory(target, name);
  }
}
