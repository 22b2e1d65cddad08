package io.glassmq.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.message.MessageDecoder;
import io.glassmq.common.message.MessageExt;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.header.ViewMessageRequestHeader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends with a delay level over a socket to a running broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DelayedMessageTest {
  private TestBroker broker;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    broker = TestBroker.start(folder, "messageDelayLevel", "1s 1h");
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  private static List<MessageExt> pull(TestBroker broker, String topic, int queueId)
      throws Exception {
    var answer =
        broker.call(TestBroker.pullRequest(topic, queueId, 0, "*", TestBroker.LONG_POLL_MILLIS));
    assertThat(answer.responseCode()).isEqualTo(ResponseCode.SUCCESS);
    return MessageDecoder.decodes(ByteBuffer.wrap(answer.body()));
  }

  private static MessageExt stored(TestBroker broker, String msgId) throws Exception {
    long offset = Long.parseLong(msgId.substring(16), 16);
    var found =
        broker.call(RequestCode.VIEW_MESSAGE_BY_ID, new ViewMessageRequestHeader(null, offset));
    return MessageDecoder.decode(ByteBuffer.wrap(found.body()));
  }

  @Test
  void shouldDeliverAMessageWhenItsTimeHasCome() throws Exception {
    var sent = broker.send("Due", 2, "DELAY\u00011\u0002TAGS\u0001TagA\u0002a\u0001b\u0002", "hi");

    MessageExt held = stored(broker, sent.field("msgId"));
    MessageExt delivered = pull(broker, "Due", 2).get(0);

    assertThat(sent.field("queueId")).isEqualTo("2");
    assertThat(held.getTopic()).isEqualTo("SCHEDULE_TOPIC_XXXX");
    assertThat(held.getQueueId()).isZero();
    assertThat(held.getProperties())
        .containsEntry("REAL_TOPIC", "Due")
        .containsEntry("REAL_QID", "2")
        .containsEntry("DELAY", "1");
    assertThat(delivered.getStoreTimestamp() - held.getStoreTimestamp()).isBetween(1_000L, 10_000L);
    assertThat(delivered.getProperties()).isEqualTo(held.getProperties());
    assertThat(delivered.getBody()).isEqualTo(held.getBody());
    assertThat(delivered.getFlag()).isEqualTo(held.getFlag());
    assertThat(delivered.getBornTimestamp()).isEqualTo(held.getBornTimestamp());
    assertThat(delivered.getBornHost()).isEqualTo(held.getBornHost());
  }

  @Test
  void shouldFindADeliveredMessageByItsTag() throws Exception {
    broker.send("Tagged", 0, "DELAY\u00011\u0002TAGS\u0001TagA\u0002", "hi");

    var answer =
        broker.call(TestBroker.pullRequest("Tagged", 0, 0, "TagA", TestBroker.LONG_POLL_MILLIS));

    assertThat(answer.responseCode()).isEqualTo(ResponseCode.SUCCESS);
  }

  @Test
  void shouldTakeALevelThatIsTooHighForTheHighest() throws Exception {
    var sent = broker.send("High", 0, "DELAY\u000199\u0002", "x");

    MessageExt held = stored(broker, sent.field("msgId"));
    assertThat(held.getQueueId()).isEqualTo(1);
    assertThat(held.getProperty("DELAY")).isEqualTo("2");
  }

  @Test
  void shouldForgetTimerPropertiesOfADelayedMessage() throws Exception {
    var sent =
        broker.send(
            "Timer",
            0,
            "DELAY\u00012\u0002TIMER_DELAY_SEC\u00019\u0002TIMER_DELAY_MS\u00019\u0002"
                + "TIMER_DELIVER_MS\u00019\u0002",
            "x");

    assertThat(stored(broker, sent.field("msgId")).getProperties().keySet())
        .noneMatch(name -> name.startsWith("TIMER"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELAY\u00010\u0002", "DELAY\u0001-1\u0002"})
  void shouldDeliverAMessageWithoutALevelAtOnce(String properties) throws Exception {
    var sent = broker.send("AtOnce", 0, properties, "x");

    assertThat(stored(broker, sent.field("msgId")).getTopic()).isEqualTo("AtOnce");
  }

  @Test
  void shouldRefuseALevelThatIsNoNumber() throws Exception {
    var answer = broker.send("NoNumber", 0, "DELAY\u0001soon\u0002", "x");

    assertThat(answer.responseCode()).isEqualTo(ResponseCode.MESSAGE_ILLEGAL);
    assertThat(answer.remark()).contains("soon");
  }

  @Test
  void shouldRefuseADelayedBatch() throws Exception {
    var request = TestBroker.sendRequest("Batch", 0, "DELAY\u00011\u0002", "x");

    var answer = broker.call(request.addField("m", "true"));

    assertThat(answer.responseCode()).isEqualTo(ResponseCode.MESSAGE_ILLEGAL);
  }

  @Test
  void shouldDeliverWhatWasHeldBackBeforeARestart(@TempDir Path folder) throws Exception {
    var clock = new TestClock(); // or it would be due before the broker has stopped
    var parts = BrokerParts.defaults().withClock(clock);
    try (var first = TestBroker.start(folder, parts, "messageDelayLevel", "1s")) {
      first.send("Restart", 0, "DELAY\u00011\u0002", "one");
      clock.advance(1_000);
      pull(first, "Restart", 0);
      first.send("Restart", 0, "DELAY\u00011\u0002", "two");
    }
    assertThat(Files.readString(folder.resolve("config/delayOffset.json")))
        .matches("(?s).*\"offsetTable\":\\{\\s*\"?1\"?:1\\s*}.*");

    clock.advance(1_000);
    try (var second = TestBroker.start(folder, parts, "messageDelayLevel", "1s")) {
      var answer =
          second.call(TestBroker.pullRequest("Restart", 0, 1, "*", TestBroker.LONG_POLL_MILLIS));

      assertThat(MessageDecoder.decodes(ByteBuffer.wrap(answer.body())))
          .extracting(message -> new String(message.getBody()))
          .containsExactly("two");
    }
  }
}
