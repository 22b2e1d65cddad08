package io.glassmq.cli;

import static java.util.stream.Collectors.joining;

import io.glassmq.boot.CommonOptions;
import io.glassmq.common.TopicConfig;
import io.glassmq.common.constant.PermName;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.common.topic.TopicValidator;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows and makes topics. */
@Command(
    name = "topic",
    description = "List or create topics.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {TopicCommand.ListTopics.class, TopicCommand.CreateTopic.class})
final class TopicCommand implements Runnable {
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Give a command");
  }

  @Command(name = "list", description = "List the topics and their queues.", sortOptions = false)
  static final class ListTopics extends ClientCommand {
    @Option(names = "--all", description = "The topics of the system, too.")
    private boolean all;

    @Override
    void run(String namesrvAddr) throws Exception {
      withAdmin(
          namesrvAddr,
          admin -> {
            Set<String> names = new TreeSet<>(admin.fetchAllTopicList().topicList());
            if (!all) {
              var cluster = admin.examineBrokerClusterInfo();
              names.removeAll(cluster.clusterAddrTable().keySet());
              names.removeAll(cluster.brokerAddrTable().keySet());
              names.removeIf(ListTopics::isOfTheSystem);
            }
            for (String name : names) {
              say(
                  "%-40s %s",
                  name,
                  admin.examineTopicRouteInfo(name).queueDatas().stream()
                      .map(data -> data.brokerName() + ": " + data.readQueueNums() + " queues")
                      .collect(joining(", ")));
            }
          });
    }

    private static boolean isOfTheSystem(String name) {
      return TopicValidator.isSystemTopic(name)
          || TopicNames.isRetryTopic(name)
          || TopicNames.isDeadLetterTopic(name)
          || name.endsWith(TopicNames.replyTopic(""));
    }
  }

  @Command(
      name = "create",
      description = "Create a topic on every broker, or change its number of queues.",
      sortOptions = false)
  static final class CreateTopic extends ClientCommand {
    @Parameters(paramLabel = "TOPIC")
    private String topic;

    @Option(
        names = "--queues",
        defaultValue = "8",
        description = "Queues on each broker (default: ${DEFAULT-VALUE}).")
    private int queues;

    @Override
    void run(String namesrvAddr) throws Exception {
      TopicConfig config = TopicConfig.of(topic, queues, queues, PermName.READ_WRITE);
      withAdmin(
          namesrvAddr,
          admin -> {
            Set<String> brokers = admin.createAndUpdateTopicConfig(config);
            if (brokers.isEmpty()) {
              throw new IllegalStateException("The name server " + namesrvAddr + " has no broker");
            }
            say("%s: %d queues on %s", topic, queues, String.join(", ", brokers));
          });
    }
  }
}
