package io.glassmq.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glassmq.common.consumer.ReceiptHandle;
import io.glassmq.common.consumer.RetryKind;
import io.glassmq.common.message.MessageDecoder;
import io.glassmq.common.message.MessageExt;
import io.glassmq.remoting.RequestRefusedException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.header.PopMessageRequestHeader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A group that pops in order, from the request to the wake-up. Nobody sleeps: the clock is ours.
 */
class OrderedPopTest {
  private static final long INVISIBLE = 10_000;
  private static final long POLL = 15_000;
  private static final PopModel.Queue QUEUE = new PopModel.Queue(false, 0);

  @TempDir Path folder;
  private PopWorld world;
  private PopClient client;

  /** An answer with messages. */
  private record Batch(RemotingCommand command, List<MessageExt> messages) {
    static Batch of(RemotingCommand command) {
      List<MessageExt> messages = new ArrayList<>();
      if (command.isSuccess()) {
        command
            .transferBody()
            .buffers()
            .forEach(buffer -> messages.addAll(MessageDecoder.decodes(buffer.slice())));
        command.transferBody().release();
      }
      return new Batch(command, messages);
    }

    List<String> texts() {
      return messages.stream().map(MessageExt::getBody).map(String::new).toList();
    }

    /** What came again. */
    String counts() {
      return command.field("orderCountInfo");
    }

    ReceiptHandle handle(int index) {
      return new ReceiptHandle(
          messages.get(0).getQueueOffset(),
          Long.parseLong(command.field("popTime")),
          INVISIBLE,
          ReceiptHandle.ORDER_REVIVE_QUEUE,
          RetryKind.NORMAL,
          "broker-a",
          messages.get(index).getQueueId(),
          messages.get(index).getQueueOffset());
    }
  }

  @BeforeEach
  void start() throws Exception {
    open();
    for (String text : List.of("a", "b", "c", "d")) {
      world.send(0, text);
    }
  }

  private void open(String... settings) throws Exception {
    world = new PopWorld(folder, settings);
    client = world.client();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private CompletableFuture<RemotingCommand> ask(int queueId, long pollMillis, String attemptId)
      throws Exception {
    var header =
        new PopMessageRequestHeader(
            PopWorld.GROUP,
            PopWorld.TOPIC,
            queueId,
            2,
            INVISIBLE,
            pollMillis,
            world.clock().millis(),
            0,
            "TAG",
            "*",
            true,
            attemptId);
    return world.callAsync(RemotingCommand.createRequest(RequestCode.POP_MESSAGE, header));
  }

  private Batch pop(String attemptId) throws Exception {
    return Batch.of(ask(-1, 0, attemptId).get());
  }

  private Batch pop() throws Exception {
    return pop(null);
  }

  private Batch answer(CompletableFuture<RemotingCommand> pop) {
    world.settle();
    assertThat(pop).isDone();
    return Batch.of(pop.join());
  }

  private void ack(Batch batch, int index) throws Exception {
    assertThat(client.ack(batch.handle(index))).isZero();
  }

  private long committed() {
    return world.committed(QUEUE);
  }

  @Test
  void shouldHandOutTheNextMessagesWhenAllBeforeAreAcknowledged() throws Exception {
    Batch first = pop();
    assertThat(first.texts()).containsExactly("a", "b");
    assertThat(pop().texts()).isEmpty();

    ack(first, 1);
    assertThat(committed()).isZero();
    assertThat(pop().texts()).isEmpty();
    ack(first, 0);

    assertThat(committed()).isEqualTo(2);
    assertThat(pop().texts()).containsExactly("c", "d");
  }

  @Test
  void shouldHandOutTheSameMessagesWhenTheyAreVisibleAgain() throws Exception {
    pop();
    world.pass(INVISIBLE);

    Batch again = pop();

    assertThat(again.texts()).containsExactly("a", "b");
    assertThat(again.counts()).isEqualTo("0 qo0%0 1;0 qo0%1 1;0 0 1");
  }

  @Test
  void shouldHandOutTheSameMessagesToTheSameAttempt() throws Exception {
    pop("A1");

    assertThat(pop("A2").texts()).isEmpty();
    assertThat(pop("A1").texts()).containsExactly("a", "b");
    assertThat(pop("A1").counts()).isEqualTo("0 0 0");
  }

  @Test
  void shouldIgnoreAReceiptOfThePopBefore() throws Exception {
    Batch old = pop();
    world.pass(INVISIBLE);
    Batch again = pop();

    ack(old, 0);
    assertThat(committed()).isZero();
    ack(again, 0);
    assertThat(committed()).isEqualTo(1);
  }

  @Test
  void shouldRefuseAnAckOfWhatWasNotHandedOut() throws Exception {
    Batch batch = pop();
    ReceiptHandle had = batch.handle(1);
    var never =
        new ReceiptHandle(
            had.startOffset(),
            had.popTime(),
            had.invisibleTime(),
            had.reviveQueueId(),
            had.retryKind(),
            had.brokerName(),
            had.queueId(),
            3);

    assertThatThrownBy(() -> client.ack(never))
        .rootCause()
        .isInstanceOfSatisfying(
            RequestRefusedException.class,
            e -> assertThat(e.toResponse().responseCode()).isEqualTo(ResponseCode.MESSAGE_ILLEGAL));
  }

  @Test
  void shouldBeWokenByTheLastAck() throws Exception {
    Batch first = pop();
    var waiting = ask(-1, POLL, null);

    ack(first, 0);
    world.settle();
    assertThat(waiting).isNotDone();
    ack(first, 1);

    assertThat(answer(waiting).texts()).containsExactly("c", "d");
  }

  @Test
  void shouldBeWokenWhenTheMessagesAreVisibleAgain() throws Exception {
    pop();
    var waiting = ask(0, POLL, null);

    world.pass(INVISIBLE - 1);
    assertThat(waiting).isNotDone();
    world.pass(1);

    assertThat(answer(waiting).texts()).containsExactly("a", "b");
  }

  @Test
  void shouldFollowAChangedTime() throws Exception {
    Batch first = pop();
    var waiting = ask(-1, POLL, null);
    ack(first, 0);

    var changed = client.change(first.handle(1), 3_000).orElseThrow();
    world.pass(2_999);
    assertThat(waiting).isNotDone();
    world.pass(1);

    assertThat(changed.popTime()).isEqualTo(first.handle(1).popTime());
    Batch again = answer(waiting);
    assertThat(again.texts()).containsExactly("b", "c");
    assertThat(again.counts()).isEqualTo("0 qo0%1 1;0 0 0");
  }

  @Test
  void shouldBeWokenAtOnceByAMessageGivenBack() throws Exception {
    Batch first = pop();
    ack(first, 0);
    var waiting = ask(-1, POLL, null);

    client.change(first.handle(1), 0);

    assertThat(answer(waiting).texts()).containsExactly("b", "c");
  }

  @Test
  void shouldWaitToTheEndWhenNobodyIsToBeWoken() throws Exception {
    world.close();
    open("enableNotifyAfterPopOrderLockRelease", "false");
    pop();
    var waiting = ask(-1, POLL, null);

    world.pass(INVISIBLE);
    assertThat(waiting).isNotDone();
    world.pass(POLL - INVISIBLE);
    assertThat(answer(waiting).texts()).as("it looks a last time").containsExactly("a", "b");
  }

  @Test
  void shouldBlockAfterARestartToo() throws Exception {
    Batch first = pop();
    ack(first, 0);
    world.restart();

    assertThat(pop().texts()).isEmpty();
    ack(first, 1);
    assertThat(pop().texts()).containsExactly("c", "d");
  }

  @Test
  void shouldDeliverAgainAfterACrash() throws Exception {
    pop();
    world.crash();

    assertThat(pop().texts()).as("nothing was written yet").containsExactly("a", "b");
  }
}
