package io.glassmq.bench;

import io.glassmq.boot.AllInOne;
import io.glassmq.interop.FreePorts;
import io.glassmq.interop.Servers;
import io.glassmq.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The JVM's class archive. {@code ./mq} makes one when it builds, so ours are measured as users
 * start them: with the classes already parsed and checked.
 */
final class ClassArchive {

  private ClassArchive() {}

  /**
   * Runs our servers once, for one message, and lets the JVM write down what they loaded.
   *
   * @return the JVM options that use it; none where the JVM has written nothing
   */
  static List<String> train(Path folder) throws IOException, InterruptedException {
    Path archive = folder.resolve("classes.jsa");
    int namesrvPort = FreePorts.any();
    int brokerPort = FreePorts.forBroker();
    List<String> arguments =
        List.of(
            "--namesrv-port",
            Integer.toString(namesrvPort),
            "--broker-port",
            Integer.toString(brokerPort),
            "--store",
            folder.resolve("training").toString());
    try (var process =
        ServerProcess.start(
            AllInOne.class.getName(),
            List.of("-XX:ArchiveClassesAtExit=" + archive, "-Duser.home=" + folder),
            arguments,
            Map.of(),
            folder)) {
      new FirstMessage(new Loopback(namesrvPort, brokerPort)).awaitAccepted();
      process.terminate();
    }
    return Files.exists(archive) ? List.of("-XX:SharedArchiveFile=" + archive) : List.of();
  }

  /** Where the servers of the training listen. */
  private record Loopback(int namesrvPort, int brokerPort) implements Servers {
    @Override
    public String namesrvAddr() {
      return "127.0.0.1:" + namesrvPort;
    }

    @Override
    public String brokerAddr() {
      return "127.0.0.1:" + brokerPort;
    }

    @Override
    public void close() {
      // the process belongs to train
    }
  }
}
