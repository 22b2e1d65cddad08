package io.glassmq.cli;

import io.glassmq.client.admin.DefaultMQAdminExt;
import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.body.PopInFlight;
import io.glassmq.remoting.protocol.route.BrokerData;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a group that pops has in its hands. */
@Command(
    name = "pop",
    description = {
      "Show what a group has popped and not acknowledged.",
      "Message, receipt, who has it, when it is visible again."
    },
    sortOptions = false)
final class PopCommand extends ClientCommand {
  @Parameters(paramLabel = "GROUP")
  private String group;

  @Option(
      names = "--max",
      paramLabel = "COUNT",
      defaultValue = "100",
      description = "Messages to list of each broker. Default: ${DEFAULT-VALUE}.")
  private int max;

  @Override
  void run(String namesrvAddr) throws Exception {
    withAdmin(
        namesrvAddr,
        admin -> {
          for (BrokerData broker : admin.examineBrokerClusterInfo().brokerAddrTable().values()) {
            if (broker.masterAddr() != null) {
              show(admin, broker);
            }
          }
        });
  }

  private void show(DefaultMQAdminExt admin, BrokerData broker) throws Exception {
    PopInFlight found;
    try {
      found = admin.examinePopInFlight(broker.masterAddr(), group, max);
    } catch (MQBrokerException e) {
      if (e.getResponseCode() != ResponseCode.REQUEST_CODE_NOT_SUPPORTED.code()) {
        throw e;
      }
      say("%s  is no broker of ours and cannot tell", broker.brokerName());
      return;
    }
    found.messages().forEach(message -> show(broker.brokerName(), message));
    long more = found.total() - found.messages().size();
    say(
        "%s  %,d in flight%s",
        broker.brokerName(),
        found.total(),
        more == 0 ? "" : String.format(", %,d not shown", more));
  }

  private void show(String brokerName, PopInFlight.Message message) {
    say(
        "%s %s %d, offset %,d: %s",
        message.topic(),
        brokerName,
        message.queueId(),
        message.queueOffset(),
        orDash(message.msgId()));
    say("  receipt        %s", message.receiptHandle());
    say("  who            %s", orDash(message.client()));
    say("  visible again  %s", visibleAgain(message.visibleTime()));
    say("  came back      %d times", message.reconsumeTimes());
  }

  private static String orDash(String text) {
    return text == null ? "-" : text;
  }

  private static String visibleAgain(long millis) {
    LocalTime time =
        Instant.ofEpochMilli(millis)
            .atZone(ZoneId.systemDefault())
            .toLocalTime()
            .truncatedTo(ChronoUnit.SECONDS);
    long seconds = Math.floorDiv(millis - System.currentTimeMillis(), 1_000L);
    return seconds < 0 ? time + ", any moment" : time + ", in " + seconds + " s";
  }
}
