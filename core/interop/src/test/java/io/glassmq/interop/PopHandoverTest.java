package io.glassmq.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.client.admin.DefaultMQAdminExt;
import io.glassmq.client.consumer.SimpleConsumer;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.common.TopicConfig;
import io.glassmq.common.constant.PermName;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageExt;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Check points and acknowledgements wait while the broker is stopped, and one of the other make
 * goes on with them: what was acknowledged stays away, what was not comes back, once each time.
 */
@Execution(ExecutionMode.CONCURRENT)
@Tag("slow")
class PopHandoverTest {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  /** Both records must be in the timer when the first broker stops, however slow that is. */
  private static final Duration INVISIBLE = Duration.ofSeconds(30);

  private static final Map<String, String> SMALL_FILES =
      Map.of(
          "mappedFileSizeCommitLog", "262144",
          "mappedFileSizeConsumeQueue", "2000",
          "mappedFileSizeTimerLog", "1048576");

  @TempDir Path home;
  private final String topic = Names.fresh("topic");
  private final String group = Names.fresh("group");

  private interface Errand {
    void run(Servers servers, SimpleConsumer consumer) throws Exception;
  }

  private void station(boolean glass, Errand errand) throws Exception {
    var make = glass ? Make.glass() : Make.official();
    var recipe =
        new ServerProcesses.Recipe(make, home, List.of("-Xms256m", "-Xmx256m"), SMALL_FILES);
    try (var servers = ServerProcesses.start(recipe);
        var consumer = new SimpleConsumer(group)) {
      consumer.setNamesrvAddr(servers.namesrvAddr());
      consumer.setAwaitDuration(Duration.ofSeconds(2));
      consumer.subscribe(topic, "*");
      consumer.start();
      errand.run(servers, consumer);
      consumer.shutdown();
      servers.broker().handle().destroy();
      servers.broker().awaitExit(LIMIT);
    }
  }

  /** Receives until so many are there; none of those that were acknowledged is among them. */
  private static List<MessageExt> receive(SimpleConsumer consumer, int count) {
    List<MessageExt> received = new ArrayList<>();
    await()
        .atMost(LIMIT)
        .ignoreExceptions() // until the route is known
        .until(
            () -> {
              received.addAll(consumer.receive(32, INVISIBLE));
              return received.size() >= count;
            });
    return received;
  }

  private static String body(MessageExt message) {
    return new String(message.getBody(), UTF_8);
  }

  private void send(Servers servers, String... bodies) throws Exception {
    var admin = new DefaultMQAdminExt();
    admin.setNamesrvAddr(servers.namesrvAddr());
    admin.start();
    admin.createAndUpdateTopicConfig(
        servers.brokerAddr(), TopicConfig.of(topic, 1, 1, PermName.READ_WRITE));
    admin.shutdown();
    var producer = new DefaultMQProducer(Names.fresh("producers"));
    producer.setNamesrvAddr(servers.namesrvAddr());
    producer.setSendMsgTimeout(30_000); // the machine may be busy
    producer.start();
    for (String body : bodies) {
      producer.send(new Message(topic, "a", body.getBytes(UTF_8)));
    }
    producer.shutdown();
  }

  @Test
  void shouldGoOnWithWhatIsInFlight() throws Exception {
    hand(true);
  }

  @Test
  void shouldGoOnWithWhatAnOfficialBrokerBegan() throws Exception {
    hand(false);
  }

  private void hand(boolean glassFirst) throws Exception {
    station(
        glassFirst,
        (servers, consumer) -> {
          send(servers, "done", "open");
          for (MessageExt message : receive(consumer, 2)) {
            if (body(message).equals("done")) {
              consumer.ack(message);
            }
          }
        });
    station(!glassFirst, (servers, consumer) -> assertComesBack(consumer, 1));
    station(glassFirst, (servers, consumer) -> consumer.ack(assertComesBack(consumer, 2)));
  }

  private static MessageExt assertComesBack(SimpleConsumer consumer, int times) {
    List<MessageExt> received = receive(consumer, 1);
    assertThat(received).extracting(PopHandoverTest::body).containsExactly("open");
    assertThat(received).extracting(MessageExt::getReconsumeTimes).containsExactly(times);
    return received.get(0);
  }
}
