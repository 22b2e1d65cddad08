package io.glassmq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.boot.AllInOne;
import io.glassmq.boot.AllInOneConfig;
import io.glassmq.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shared run configurations of the IDE: they say what is there, and they run. */
class RunConfigsTest {
  private static final Path TOP = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** SIGTERM: 128 + 15. */
  private static final int TERMINATED = 143;

  @Test
  void shouldHaveUniqueNames() throws Exception {
    List<String> names = configs().stream().map(RunConfig::name).toList();

    assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(8);
  }

  @Test
  void shouldNameMainClassesAndModulesThatExist() throws Exception {
    List<String> artifacts = artifacts();

    for (RunConfig config : configs()) {
      if (config.isApplication()) {
        assertThat(Class.forName(config.mainClass()).getMethod("main", String[].class))
            .as(config.name())
            .isNotNull();
        assertThat(sourceOf(config)).as(config.name() + ": main class in module").exists();
      }
      if (config.module() != null) {
        assertThat(artifacts).as(config.name()).contains(config.module());
      }
    }
  }

  @Test
  void shouldNameClassesOfTheClassroomThatExist() throws Exception {
    List<RunConfig> classroom = configs(TOP.resolve("IDEA-run-configs/classroom"));

    assertThat(classroom).extracting(RunConfig::name).doesNotHaveDuplicates();
    assertThat(classroom).extracting(RunConfig::type).contains("Application", "JUnit", "Remote");
    for (RunConfig config : classroom) {
      Path module = moduleOfClassroom(config.module());
      assertThat(Files.readString(module.resolve("pom.xml")))
          .as(config.name())
          .contains("<artifactId>" + config.module() + "</artifactId>");
      if (config.mainClass() != null) {
        String source = config.mainClass().replace('.', '/') + ".java";
        String kind = config.type().equals("JUnit") ? "src/test/java" : "src/main/java";
        assertThat(module.resolve(kind).resolve(source)).as(config.name()).exists();
      }
    }
  }

  /** {@code glassmq-lab-04} is in the folder of {@code labs} whose name begins with 04. */
  private static Path moduleOfClassroom(String artifact) throws IOException {
    Matcher numbered = Pattern.compile("glassmq-(lab|solution)-(\\d\\d)").matcher(artifact);
    if (!numbered.matches()) {
      return TOP.resolve(artifact.replace("glassmq-", ""));
    }
    try (Stream<Path> folders = Files.list(TOP.resolve(numbered.group(1) + "s"))) {
      return folders
          .filter(folder -> folder.getFileName().toString().startsWith(numbered.group(2)))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void shouldOnlyCombineConfigurationsThatExist() throws Exception {
    List<RunConfig> configs = configs();
    List<String> names = configs.stream().map(RunConfig::name).toList();

    assertThat(configs).anyMatch(config -> config.members().size() == 3);
    for (RunConfig config : configs) {
      assertThat(names).as(config.name()).containsAll(config.members());
    }
  }

  @Test
  void shouldStartEveryApplicationAndStopItCleanly(@TempDir Path folder) throws Exception {
    List<RunConfig> applications =
        configs().stream()
            .filter(RunConfig::isApplication)
            .filter(config -> !endsByItself(config))
            .toList();

    try (var servers = AllInOne.start(AllInOneConfig.in(folder.resolve("servers")))) {
      for (RunConfig config : applications) {
        Path project = Files.createDirectory(folder.resolve(config.name().replace(' ', '-')));
        try (ServerProcess process = start(config, project, servers.namesrvAddr())) {
          assertThat(process.awaitLine("ready", LIMIT)).as(config.name()).isNotBlank();
          assertThat(process.terminate()).as(config + ": " + process.lines()).isEqualTo(TERMINATED);
          assertThat(process.lines()).as(config.name()).noneMatch(RunConfigsTest::isTrouble);
        }
        assertThat(project.resolve("target/store/abort")).doesNotExist();
      }
    }
  }

  @Test
  void shouldShowTheStoreThatAServerLeft(@TempDir Path folder) throws Exception {
    AllInOneConfig servers = AllInOneConfig.in(folder.resolve("target/store"));
    AllInOne.start(servers).close();
    List<RunConfig> commands = configs().stream().filter(RunConfigsTest::endsByItself).toList();

    assertThat(commands).isNotEmpty();
    for (RunConfig config : commands) {
      try (ServerProcess process = start(config, folder, "")) {
        assertThat(process.awaitExit(LIMIT)).as(config + ": " + process.lines()).isZero();
        assertThat(process.lines()).anyMatch(line -> line.endsWith("the log ends here"));
      }
    }
  }

  private static boolean endsByItself(RunConfig config) {
    return config.isApplication() && config.mainClass().equals(Mq.class.getName());
  }

  private static boolean isTrouble(String line) {
    return line.startsWith("error: ") || line.startsWith("Exception in thread");
  }

  /** As the file says, except that nothing may take the default ports of this machine. */
  private static ServerProcess start(RunConfig config, Path project, String namesrvAddr)
      throws IOException {
    Map<String, String> env = new HashMap<>();
    config
        .env()
        .forEach((key, value) -> env.put(key, value.replace("$PROJECT_DIR$", "" + project)));
    env.put("NAMESRV_ADDR", namesrvAddr);
    env.put("GLASSMQ_BROKER_listenPort", "0");
    env.put("GLASSMQ_BROKER_brokerName", project.getFileName().toString());
    env.put("GLASSMQ_NAMESRV_listenPort", "0");
    env.put("GLASSMQ_NAMESRV_kvConfigPath", project.resolve("kvConfig.json").toString());
    return ServerProcess.start(
        config.mainClass(), config.vmArgs(), config.programArgs(), env, project);
  }

  private static List<RunConfig> configs() throws Exception {
    return configs(TOP.resolve("IDEA-run-configs"));
  }

  private static List<RunConfig> configs(Path folder) throws Exception {
    List<RunConfig> configs = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        assertThat(file.toString()).endsWith(".run.xml");
        configs.add(RunConfig.read(file));
      }
    }
    return configs;
  }

  private static Path sourceOf(RunConfig config) {
    return TOP.resolve("core")
        .resolve(config.module().replace("glassmq-", ""))
        .resolve("src/main/java")
        .resolve(config.mainClass().replace('.', '/') + ".java");
  }

  private static List<String> artifacts() throws IOException {
    var artifact = Pattern.compile("</parent>\\s*<artifactId>([^<]+)</artifactId>");
    List<String> artifacts = new ArrayList<>();
    try (Stream<Path> modules = Files.list(TOP.resolve("core"))) {
      for (Path pom : modules.map(module -> module.resolve("pom.xml")).toList()) {
        Matcher matcher = artifact.matcher(Files.readString(pom));
        if (matcher.find()) {
          artifacts.add(matcher.group(1));
        }
      }
    }
    return artifacts;
  }
}
