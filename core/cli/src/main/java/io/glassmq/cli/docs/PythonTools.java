package io.glassmq.cli.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * MkDocs and what it needs, in a virtual environment of their own below the folder of the site: the
 * versions of {@code requirements.txt}, installed again when that file changes. Used by one thread.
 */
final class PythonTools {
  private static final int OLDEST = 9;
  private static final int MOST_LINES = 10;
  private static final String INSTALL = "Install Python 3." + OLDEST + " or newer";
  private static final String VERSION = "import sys; print('%d.%d' % sys.version_info[:2])";

  private final Path site;
  private final Path environment;
  private final List<String> names;
  private final Consumer<String> log;

  /**
   * @param site the folder with {@code mkdocs.yml} and {@code requirements.txt}
   * @param names of the Python to make the environment with; the first that exists
   * @param log is told what takes long, and what a program said that failed
   */
  PythonTools(Path site, List<String> names, Consumer<String> log) {
    this.site = site;
    this.environment = site.resolve("target/venv");
    this.names = names;
    this.log = log;
  }

  /**
   * Makes the environment if there is none, or one for other versions.
   *
   * @throws DocsTrouble if Python is missing or too old, or the packages cannot be installed
   */
  void prepare() throws IOException, InterruptedException {
    Path wanted = site.resolve("requirements.txt");
    // Written last, so that an environment that was left half made is made again.
    Path installed = environment.resolve("requirements.txt");
    if (Files.exists(installed)
        && Files.exists(python())
        && Files.mismatch(wanted, installed) < 0) {
      return;
    }
    String python = findPython();
    log.accept("making a virtual environment in " + environment);
    Program made = run(python, "-m", "venv", "--clear", environment.toString());
    if (made.failed()) {
      throw new DocsTrouble(
          "cannot make a virtual environment in " + environment + ": " + made.lastLine());
    }
    log.accept("installing MkDocs and its theme into it; pip fetches them the first time");
    Program pip =
        runInside("pip", "install", "-q", "--disable-pip-version-check", "-r", "" + wanted);
    if (pip.failed()) {
      tell(pip.lines().subList(Math.max(0, pip.lines().size() - MOST_LINES), pip.lines().size()));
      throw new DocsTrouble(
          "pip could not install what requirements.txt names; its last lines are above. Is there a"
              + " network? Then try again");
    }
    Files.copy(wanted, installed, StandardCopyOption.REPLACE_EXISTING);
  }

  private String findPython() throws IOException, InterruptedException {
    for (String name : names) {
      Optional<Program> asked = Program.run(site, List.of(name, "-c", VERSION));
      if (asked.isEmpty() || asked.get().failed()) {
        continue;
      }
      String version = asked.get().lastLine();
      String[] parts = version.split("\\.");
      if (!parts[0].equals("3") || Integer.parseInt(parts[1]) < OLDEST) {
        throw new DocsTrouble(name + " has version " + version + ". " + INSTALL);
      }
      if (run(name, "-c", "import ensurepip, venv").failed()) {
        throw new DocsTrouble(
            name + " has no module venv. On Debian and Ubuntu: apt install python3-venv");
      }
      return name;
    }
    throw new DocsTrouble(
        "no " + names.get(0) + " found. " + INSTALL + "; the site is built with it");
  }

  /**
   * Builds the site strictly: a warning is a failure.
   *
   * @throws DocsTrouble if MkDocs fails; its warnings have gone to the log
   */
  void build() throws IOException, InterruptedException {
    // MkDocs wants the folder of its pages to exist before a hook can fill it.
    Files.createDirectories(site.resolve("target/docs"));
    Program mkdocs = runInside("mkdocs", "build", "--strict");
    if (mkdocs.failed()) {
      tell(mkdocs.lines().stream().filter(line -> !line.startsWith("INFO")).toList());
      throw new DocsTrouble("MkDocs could not build the site; its warnings are above");
    }
  }

  private void tell(List<String> lines) {
    lines.stream().filter(line -> !line.isBlank()).forEach(log);
  }

  private Program runInside(String module, String... arguments)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("-m", module));
    all.addAll(List.of(arguments));
    return run(python().toString(), all.toArray(String[]::new));
  }

  private Program run(String python, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(python));
    command.addAll(List.of(arguments));
    return Program.run(site, command)
        .orElseThrow(() -> new DocsTrouble("cannot start " + python + ". " + INSTALL));
  }

  private Path python() {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    return environment.resolve(windows ? "Scripts/python.exe" : "bin/python");
  }
}
