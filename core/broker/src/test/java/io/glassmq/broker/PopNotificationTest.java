package io.glassmq.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.common.message.MessageDecoder;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.header.NotificationRequestHeader;
import io.glassmq.remoting.protocol.header.PeekMessageRequestHeader;
import io.glassmq.remoting.protocol.header.PopMessageRequestHeader;
import io.glassmq.store.MessageStore;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What groups may ask without popping, over a socket from a running broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PopNotificationTest {
  private static final String TAG_B = "TAGS\u0001TagB\u0002";

  private TestBroker broker;
  private MessageStore store;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    broker = TestBroker.start(folder);
    store = broker.controller().messageStore();
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  private void send(String topic, int queueId, String properties, String body) throws Exception {
    long before = store.getMaxOffsetInQueue(topic, queueId);
    broker.send(topic, queueId, properties, body);
    await().until(() -> store.getMaxOffsetInQueue(topic, queueId) > before);
  }

  private static RemotingCommand pop(String group, String topic, int max) {
    return RemotingCommand.createRequest(
        RequestCode.POP_MESSAGE,
        new PopMessageRequestHeader(
            group, topic, -1, max, 60_000, 0, 0, 0, "TAG", "*", false, null));
  }

  private static RemotingCommand ask(String group, String topic, long pollMillis, String tags) {
    return RemotingCommand.createRequest(
        RequestCode.NOTIFICATION,
        new NotificationRequestHeader(
            group,
            topic,
            -1,
            pollMillis,
            System.currentTimeMillis(),
            false,
            null,
            tags == null ? null : "TAG",
            tags));
  }

  @Nested
  class Notification {
    @Test
    void shouldKnowWhetherThereIsSomethingToPop() throws Exception {
      send("Asked", 1, "", "a");

      assertThat(broker.call(ask("Asked1", "Asked", 0, null)).field("hasMsg")).isEqualTo("true");
      broker.call(pop("Asked1", "Asked", 32));
      var after = broker.call(ask("Asked1", "Asked", 0, null));

      assertThat(after.responseCode()).isEqualTo(ResponseCode.SUCCESS);
      assertThat(after.field("hasMsg")).isEqualTo("false");
      assertThat(after.field("pollingFull")).isEqualTo("false");
    }

    @Test
    void shouldLookAtTags() throws Exception {
      send("AskedTags", 1, TAG_B, "b");

      assertThat(broker.call(ask("AskedTags1", "AskedTags", 0, "TagA")).field("hasMsg"))
          .isEqualTo("false");
      assertThat(broker.call(ask("AskedTags1", "AskedTags", 0, "TagB")).field("hasMsg"))
          .isEqualTo("true");
    }

    @Test
    void shouldTellAsSoonAsThereIsSomething() throws Exception {
      send("Told", 1, "", "makes the topic");
      broker.call(pop("Told1", "Told", 32));
      var answer =
          broker.callAsync(
              broker.newClient(), ask("Told1", "Told", TestBroker.LONG_POLL_MILLIS, null));

      // Sent before or after the question waits: it must be heard of in both cases.
      send("Told", 2, "", "awaited");

      assertThat(answer.get(10, TimeUnit.SECONDS).field("hasMsg")).isEqualTo("true");
    }

    @Test
    void shouldSayNoWhenTheTimeIsOver() throws Exception {
      send("Quiet", 1, "", "makes the topic");
      broker.call(pop("Quiet1", "Quiet", 32));

      assertThat(broker.call(ask("Quiet1", "Quiet", 200, null)).field("hasMsg")).isEqualTo("false");
    }

    @Test
    void shouldRefuseATopicThatIsNotThere() throws Exception {
      var answer = broker.call(ask("Asked1", "None", 0, null));

      assertThat(answer.responseCode()).isEqualTo(ResponseCode.TOPIC_NOT_EXIST);
      assertThat(answer.field("hasMsg")).isEqualTo("false");
      assertThat(answer.field("pollingFull")).isEqualTo("false");
    }
  }

  @Nested
  class Peek {
    private RemotingCommand peek(String topic, int max) throws Exception {
      return broker.call(
          RequestCode.PEEK_MESSAGE, new PeekMessageRequestHeader(topic, -1, max, "Peeked1"));
    }

    @Test
    void shouldShowMessagesWithoutHandingThemOut() throws Exception {
      send("Peeked", 0, "", "a");
      send("Peeked", 0, "", "b");

      peek("Peeked", 1);
      var answer = peek("Peeked", 1);

      assertThat(MessageDecoder.decodes(ByteBuffer.wrap(answer.body())))
          .extracting(message -> new String(message.getBody()))
          .containsExactly("a");
      assertThat(answer.field("restNum")).isEqualTo("1");
    }

    @Test
    void shouldSayThatThereIsNothing() throws Exception {
      send("Empty", 0, "", "a");
      broker.call(pop("Peeked1", "Empty", 32));

      assertThat(peek("Empty", 1).responseCode()).isEqualTo(ResponseCode.PULL_NOT_FOUND);
    }
  }
}
