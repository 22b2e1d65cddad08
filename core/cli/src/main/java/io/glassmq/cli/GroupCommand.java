package io.glassmq.cli;

import io.glassmq.boot.CommonOptions;
import io.glassmq.client.admin.DefaultMQAdminExt;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.common.message.MessageRequestMode;
import io.glassmq.remoting.protocol.admin.ConsumeStats;
import io.glassmq.remoting.protocol.admin.OffsetWrapper;
import io.glassmq.remoting.protocol.body.ConsumerConnection;
import io.glassmq.remoting.protocol.heartbeat.ConsumeType;
import io.glassmq.remoting.protocol.route.BrokerData;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows consumer groups and moves them. */
@Command(
    name = "group",
    description = "List, show or reset consumer groups, or say how they consume.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      GroupCommand.ListGroups.class,
      GroupCommand.ShowGroup.class,
      GroupCommand.ResetGroup.class,
      GroupCommand.Mode.class
    })
final class GroupCommand implements Runnable {
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Give a command");
  }

  /** Members and progress; null where there is none. */
  private record State(ConsumerConnection members, ConsumeStats stats) {
    static State of(DefaultMQAdminExt admin, String group) throws Exception {
      ConsumerConnection members = null;
      ConsumeStats stats = null;
      try {
        members = admin.examineConsumerConnectionInfo(group);
      } catch (MQClientException e) {
        // nobody is connected, which is an answer, too
      }
      try {
        stats = admin.examineConsumeStats(group);
      } catch (MQClientException e) {
        // it has not consumed anything, which is an answer, too
      }
      return new State(members, stats);
    }

    int count() {
      return members == null ? 0 : members.connectionSet().size();
    }

    long behind() {
      return stats == null ? 0 : stats.computeTotalDiff();
    }
  }

  @Command(
      name = "list",
      description = "List the groups: members, and messages that wait for them.",
      sortOptions = false)
  static final class ListGroups extends ClientCommand {
    /** What every official broker has from the start. */
    private static final Set<String> OF_THE_SYSTEM =
        Set.of("TOOLS_CONSUMER", "FILTERSRV_CONSUMER", "SELF_TEST_C_GROUP");

    @Option(names = "--all", description = "The groups of the system, too.")
    private boolean all;

    @Override
    void run(String namesrvAddr) throws Exception {
      withAdmin(
          namesrvAddr,
          admin -> {
            Set<String> names = new TreeSet<>();
            for (BrokerData broker : admin.examineBrokerClusterInfo().brokerAddrTable().values()) {
              if (broker.masterAddr() != null) {
                var groups = admin.getAllSubscriptionGroup(broker.masterAddr());
                names.addAll(groups.subscriptionGroupTable().keySet());
              }
            }
            if (!all) {
              names.removeIf(name -> OF_THE_SYSTEM.contains(name) || name.startsWith("CID_"));
            }
            for (String name : names) {
              State state = State.of(admin, name);
              say("%-40s members: %d, behind: %,d", name, state.count(), state.behind());
            }
          });
    }
  }

  @Command(
      name = "show",
      description = "Show a group: members, subscriptions, and how far it has consumed each queue.",
      sortOptions = false)
  static final class ShowGroup extends ClientCommand {
    @Parameters(paramLabel = "GROUP")
    private String group;

    @Override
    void run(String namesrvAddr) throws Exception {
      withAdmin(
          namesrvAddr,
          admin -> {
            State state = State.of(admin, group);
            if (state.members() == null && state.stats() == null) {
              throw new IllegalStateException(
                  "Group " + group + " has no members and has not consumed anything");
            }
            if (state.members() != null) {
              sayMembers(state.members());
            }
            if (state.stats() != null) {
              sayQueues(state.stats());
            }
          });
    }

    private void sayMembers(ConsumerConnection members) {
      members
          .connectionSet()
          .forEach(member -> say("member  %s at %s", member.clientId(), member.clientAddr()));
      say("gets    messages %s", how(members.consumeType()));
      new TreeMap<>(members.subscriptionTable())
          .forEach((topic, wanted) -> say("wants   %s: %s", topic, wanted.subString()));
    }

    private static String how(ConsumeType type) {
      return switch (type) {
        case CONSUME_ACTIVELY -> "when it asks for them (pull)";
        case CONSUME_PASSIVELY -> "as they come (push)";
        case CONSUME_POP -> "one by one from all queues (pop)";
      };
    }

    private void sayQueues(ConsumeStats stats) {
      Map<MessageQueue, OffsetWrapper> queues = new TreeMap<>(stats.offsetTable());
      queues.forEach(
          (queue, offsets) ->
              say(
                  "queue   %s %s %d: consumed to %,d of %,d, behind: %,d",
                  queue.getTopic(),
                  queue.getBrokerName(),
                  queue.getQueueId(),
                  offsets.consumerOffset(),
                  offsets.brokerOffset(),
                  offsets.diff()));
      say("behind  %,d messages", stats.computeTotalDiff());
    }
  }

  @Command(
      name = "reset",
      description = "Send a group to another place in a topic, for its next pull or pop.",
      sortOptions = false)
  static final class ResetGroup extends ClientCommand {
    private static final long THE_END = -1;

    @Spec private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "GROUP")
    private String group;

    @Parameters(index = "1", paramLabel = "TOPIC")
    private String topic;

    @Option(
        names = "--to",
        required = true,
        paramLabel = "PLACE",
        description = "first, last, or a local time such as 2026-11-22T20:15.")
    private String place;

    @Override
    void run(String namesrvAddr) throws Exception {
      long timestamp = timestamp();
      withAdmin(
          namesrvAddr,
          admin ->
              new TreeMap<>(admin.resetOffsetByTimestamp(topic, group, timestamp, true))
                  .forEach(
                      (queue, offset) ->
                          say(
                              "%s %s %d: goes on at %,d",
                              queue.getTopic(),
                              queue.getBrokerName(),
                              queue.getQueueId(),
                              offset)));
    }

    private long timestamp() {
      return switch (place) {
        case "first" -> 0;
        case "last" -> THE_END;
        default -> parse(place);
      };
    }

    private long parse(String time) {
      try {
        return LocalDateTime.parse(time).atZone(ZoneId.systemDefault()).toInstant().toEpochMilli();
      } catch (DateTimeParseException e) {
        throw new ParameterException(
            spec.commandLine(),
            "--to " + time + ": give first, last, or a local time such as 2026-11-22T20:15");
      }
    }
  }

  @Command(
      name = "mode",
      description = {
        "Say how a group gets the messages of a topic, when its members leave that to the broker.",
        "pull: its members share the queues out. pop: each takes what is there."
      },
      sortOptions = false)
  static final class Mode extends ClientCommand {
    private static final long TIMEOUT_MILLIS = 5_000;

    @Parameters(index = "0", paramLabel = "GROUP")
    private String group;

    @Parameters(index = "1", paramLabel = "TOPIC")
    private String topic;

    @Parameters(index = "2", paramLabel = "pull|pop")
    private MessageRequestMode mode;

    @Option(
        names = "--share",
        defaultValue = "0",
        paramLabel = "N",
        description = "pop: from the queues of N neighbours, too; 0, the default: from all queues.")
    private int neighbours;

    @Override
    void run(String namesrvAddr) throws Exception {
      withAdmin(
          namesrvAddr,
          admin -> {
            for (BrokerData broker : admin.examineTopicRouteInfo(topic).brokerDatas()) {
              if (broker.masterAddr() != null) {
                admin.setMessageRequestMode(
                    broker.masterAddr(), topic, group, mode, neighbours, TIMEOUT_MILLIS);
                say("%s %s: %s on %s", group, topic, mode, broker.brokerName());
              }
            }
          });
    }
  }
}
