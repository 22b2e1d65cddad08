package io.glassmq.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.classroom.reference.Answers;
import io.glassmq.classroom.reference.Settings;
import io.glassmq.classroom.source.Checkout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReferenceTablesTest {
  private static final Checkout CHECKOUT = Checkout.around(Path.of(""));

  private static Settings settings(String name) {
    return AllSettings.all().stream().filter(it -> it.name().equals(name)).findFirst().get();
  }

  private static List<Answers.Row> rows(String name) {
    return AllAnswers.all().stream().filter(it -> it.name().equals(name)).findFirst().get().rows();
  }

  @Test
  void shouldHaveTheDefaultsThatTheProgramsHave() {
    assertThat(settings("broker").defaults())
        .containsEntry("listenPort", "10911")
        .containsEntry("storePathRootDir", "~/store");
    assertThat(settings("namesrv").defaults()).containsEntry("listenPort", "9876");
    assertThat(settings("producer").defaults())
        .containsEntry("sendMsgTimeout", "3000")
        .containsEntry("asyncSenderExecutor", "")
        .doesNotContainKey("namesrvAddr");
    assertThat(settings("push").defaults())
        .containsEntry("allocateMessageQueueStrategy", "AllocateMessageQueueAveragely")
        .containsEntry("messageModel", "CLUSTERING");
  }

  @Test
  void shouldAskTheServersThemselvesWhoAnswers() {
    assertThat(rows("broker"))
        .contains(
            new Answers.Row(
                11,
                "PULL_MESSAGE",
                "io.glassmq.broker.processor.PullMessageProcessor",
                "PullMessageThread_<n>"));
    assertThat(rows("namesrv"))
        .contains(
            new Answers.Row(
                105,
                "GET_ROUTEINFO_BY_TOPIC",
                "io.glassmq.namesrv.processor.RouteRequestProcessor",
                "NettyServer<kind>Selector_<n>"));
  }

  @Test
  void shouldFindTheSourceOfEachProcessor() {
    assertThat(List.of("broker", "namesrv"))
        .flatExtracting(ReferenceTablesTest::rows)
        .extracting(Answers.Row::processor)
        .allMatch(name -> CHECKOUT.sourceOf(name).isPresent());
  }

  @Test
  void shouldListTheCodesThatNobodyAnswers() {
    assertThat(AllAnswers.unanswered())
        .contains("| 37 | `END_TRANSACTION` |")
        .noneMatch(line -> line.contains("`SEND_MESSAGE`") || line.contains("UNKNOWN"));
  }

  /** A number of which nobody knows whether it counts bytes, seconds or milliseconds is a trap. */
  @Test
  void shouldGiveTheUnitOfEachTimeAndSize() {
    var measure =
        Pattern.compile(
            "\\| `(\\w*(?i:time|timeout|millis|mills|interval|period|fileSize\\w*|bytes\\w*|ratio))`"
                + " \\| `\\d+` \\| .*");
    List<String> withoutUnit = new ArrayList<>();
    CHECKOUT
        .read("docs-site/docs/reference/settings.md")
        .lines()
        .map(measure::matcher)
        .filter(Matcher::matches)
        .forEach(row -> withoutUnit.add(row.group(1)));

    assertThat(withoutUnit)
        .as("begin their meaning with the unit")
        .containsExactly("popLongPollingForceNotifyInterval"); // it counts messages
  }
}
