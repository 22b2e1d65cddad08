package io.glassmq.cli.reference;

import io.glassmq.broker.BrokerConfig;
import io.glassmq.broker.BrokerController;
import io.glassmq.broker.BrokerParts;
import io.glassmq.classroom.reference.Answers;
import io.glassmq.client.impl.ClientRemotingProcessor;
import io.glassmq.common.thread.BoundedThreadPool;
import io.glassmq.namesrv.NamesrvConfig;
import io.glassmq.namesrv.NamesrvController;
import io.glassmq.namesrv.NamesrvParts;
import io.glassmq.remoting.Registration;
import io.glassmq.remoting.protocol.RequestCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/** The requests that the servers answer: asked of servers that are built, but never started. */
final class AllAnswers {
  private static final String NETWORK_THREAD = "NettyServer<kind>Selector_<n>";

  private AllAnswers() {}

  /** The broker and the name server. */
  static List<Answers> all() {
    var broker = new BrokerController(BrokerConfig.of(nowhere()), BrokerParts.defaults());
    var namesrv = new NamesrvController(NamesrvConfig.of(nowhere()), NamesrvParts.defaults());
    return List.of(
        answers("broker", broker.registrations()), answers("namesrv", namesrv.registrations()));
  }

  /** The codes with a name that no program answers, as a table. */
  static List<String> unanswered() {
    Set<RequestCode> codes = EnumSet.allOf(RequestCode.class);
    codes.remove(RequestCode.UNKNOWN);
    ClientRemotingProcessor.CODES.forEach(codes::remove);
    codes.remove(RequestCode.NOTIFY_CONSUMER_IDS_CHANGED); // MQClientInstance hears it
    Set<Integer> answered =
        all().stream()
            .flatMap(program -> program.rows().stream())
            .map(Answers.Row::code)
            .collect(Collectors.toSet());
    List<String> lines = new ArrayList<>(List.of("| code | name |", "| ---: | --- |"));
    codes.stream()
        .filter(code -> !answered.contains(code.code()))
        .forEach(code -> lines.add("| %d | `%s` |".formatted(code.code(), code.name())));
    return lines;
  }

  /** Files where there are none: a server that is built looks for some of them. */
  private static Properties nowhere() {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"), "glassmq-never-started");
    var settings = new Properties();
    settings.setProperty("storePathRootDir", folder.toString());
    settings.setProperty("kvConfigPath", folder.resolve("kvConfig.json").toString());
    return settings;
  }

  private static Answers answers(String name, Map<RequestCode, Registration> registrations) {
    return new Answers(
        name,
        registrations.entrySet().stream().map(it -> row(it.getKey(), it.getValue())).toList());
  }

  private static Answers.Row row(RequestCode code, Registration registration) {
    return new Answers.Row(
        code.code(),
        code.name(),
        registration.processor().getClass().getName(),
        thread(registration.executor()));
  }

  private static String thread(Executor executor) {
    return executor instanceof BoundedThreadPool pool ? pool.threadNames() : NETWORK_THREAD;
  }
}
