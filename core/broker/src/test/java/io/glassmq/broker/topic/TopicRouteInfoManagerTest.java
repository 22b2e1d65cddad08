package io.glassmq.broker.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.broker.BrokerConfig;
import io.glassmq.broker.TestClock;
import io.glassmq.broker.out.BrokerOuterAPI;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.RemotingClient;
import io.glassmq.remoting.protocol.ConfigFile;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.route.BrokerData;
import io.glassmq.remoting.protocol.route.QueueData;
import io.glassmq.remoting.protocol.route.TopicRouteData;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicRouteInfoManagerTest {
  private static final long MAX_AGE = 30_000;

  @TempDir Path folder;
  private final TestClock clock = new TestClock();
  private final AtomicInteger questions = new AtomicInteger();
  private CompletableFuture<RemotingCommand> answer;
  private TopicConfigManager topics;
  private TopicRouteInfoManager routes;

  @BeforeEach
  void start() {
    topics =
        new TopicConfigManager(
            BrokerConfig.of(new Properties()),
            new ConfigFile(folder.resolve("topics.json")),
            clock,
            () -> {});
    routes = routes(List.of("127.0.0.1:9876"));
  }

  /** A way to a name server that has all the time in the world. */
  private RemotingClient client() {
    return (RemotingClient)
        Proxy.newProxyInstance(
            RemotingClient.class.getClassLoader(),
            new Class<?>[] {RemotingClient.class},
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "updateNameServerAddressList" -> null;
                  case "invokeAsync" -> {
                    questions.incrementAndGet();
                    yield answer;
                  }
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private TopicRouteInfoManager routes(List<String> nameServers) {
    return new TopicRouteInfoManager(
        new BrokerOuterAPI(client(), nameServers, 1_000), topics, "broker-a", MAX_AGE, clock);
  }

  private static RemotingCommand route(QueueData... queues) {
    var brokers = List.of(new BrokerData("C", "broker-a", Map.of(0L, "127.0.0.1:1")));
    return RemotingCommand.success()
        .body(RemotingSerializable.encode(new TopicRouteData(List.of(queues), brokers)));
  }

  private void nameServerAnswers(RemotingCommand command) {
    answer = CompletableFuture.completedFuture(command);
  }

  private Optional<List<MessageQueue>> queues() throws Exception {
    return routes.queues("T").get(5, TimeUnit.SECONDS);
  }

  @Test
  void shouldKnowTheReadableQueuesOfAllBrokersInOrder() throws Exception {
    nameServerAnswers(
        route(
            new QueueData("broker-b", 1, 3, 6, 0),
            new QueueData("broker-a", 2, 2, 4, 0),
            new QueueData("broker-c", 9, 9, 2, 0)));

    assertThat(queues())
        .contains(
            List.of(
                new MessageQueue("T", "broker-a", 0),
                new MessageQueue("T", "broker-a", 1),
                new MessageQueue("T", "broker-b", 0)));
  }

  @Test
  void shouldAskAgainWhenWhatItKnowsIsOld() throws Exception {
    nameServerAnswers(route(new QueueData("broker-a", 1, 1, 6, 0)));
    queues();
    nameServerAnswers(route(new QueueData("broker-a", 2, 2, 6, 0)));

    clock.advance(MAX_AGE - 1);
    assertThat(queues()).hasValueSatisfying(list -> assertThat(list).hasSize(1));
    clock.advance(1);
    assertThat(queues()).hasValueSatisfying(list -> assertThat(list).hasSize(2));
    assertThat(questions).hasValue(2);
  }

  @Test
  void shouldNotBelieveForLongThatThereIsNoSuchTopic() throws Exception {
    nameServerAnswers(RemotingCommand.createResponse(ResponseCode.TOPIC_NOT_EXIST, null));
    assertThat(queues()).isEmpty();
    nameServerAnswers(route(new QueueData("broker-a", 1, 1, 6, 0)));

    assertThat(queues()).isPresent();
  }

  @Test
  void shouldKeepWhatItKnewWhenNoNameServerAnswers() throws Exception {
    nameServerAnswers(route(new QueueData("broker-a", 1, 1, 6, 0)));
    queues();
    nameServerAnswers(RemotingCommand.createResponse(ResponseCode.SYSTEM_ERROR, "tired"));
    clock.advance(MAX_AGE);

    assertThat(queues()).hasValueSatisfying(list -> assertThat(list).hasSize(1));
    assertThat(queues()).isPresent();
    assertThat(questions).as("it gives the name server a rest").hasValue(2);
  }

  @Test
  void shouldNotHangOnARouteThatMakesNoSense() throws Exception {
    var nameless = new QueueData(null, 1, 1, 6, 0);
    nameServerAnswers(route(nameless, nameless));
    assertThat(queues()).isEmpty();
    nameServerAnswers(route(new QueueData("broker-a", 1, 1, 6, 0)));

    assertThat(queues()).isPresent();
  }

  @Test
  void shouldAskOnceForAllWhoWantToKnow() throws Exception {
    answer = new CompletableFuture<>();
    var first = routes.queues("T");
    var second = routes.queues("T");

    answer.complete(route(new QueueData("broker-a", 1, 1, 6, 0)));

    assertThat(second.get(5, TimeUnit.SECONDS)).isEqualTo(first.get(5, TimeUnit.SECONDS));
    assertThat(questions).hasValue(1);
  }

  @Test
  void shouldKnowItsOwnQueuesWithoutANameServer() throws Exception {
    routes = routes(List.of());
    assertThat(queues()).isEmpty();

    topics.ensure("T", 2, 6);

    assertThat(queues())
        .contains(
            List.of(new MessageQueue("T", "broker-a", 0), new MessageQueue("T", "broker-a", 1)));
  }
}
