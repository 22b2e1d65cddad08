package io.glassmq.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.common.message.MessageDecoder;
import io.glassmq.common.message.MessageExt;
import io.glassmq.remoting.netty.NettyRemotingClient;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.header.PopMessageRequestHeader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More consumers than queues, all popping at the same time while messages come. */
class ManyPopsTest {
  private static final int CONSUMERS = 8;
  private static final int MESSAGES = 200;

  /** Longer than the test may take: only who is woken gets anything. */
  private static final long POLL_MILLIS = 60_000;

  private final List<Integer> got = Collections.synchronizedList(new ArrayList<>());

  @ParameterizedTest
  @ValueSource(strings = {"ASYNC_FLUSH", "SYNC_FLUSH"})
  void shouldGiveEachMessageToOneOfThemWithoutDelay(String flush, @TempDir Path folder)
      throws Exception {
    try (var broker = TestBroker.start(folder, "flushDiskType", flush)) {
      broker.send("Busy", 0, "", "0");
      for (int i = 0; i < CONSUMERS; i++) {
        popOnAndOn(broker, broker.newClient(), i % 2 == 0 ? -1 : i / 2);
      }

      for (int i = 1; i < MESSAGES; i++) {
        broker.send("Busy", i % 4, "", Integer.toString(i));
      }

      await()
          .atMost(Duration.ofSeconds(40))
          .untilAsserted(() -> assertThat(new TreeSet<>(List.copyOf(got))).hasSize(MESSAGES));
      assertThat(got).hasSize(MESSAGES);
    }
  }

  private void popOnAndOn(TestBroker broker, NettyRemotingClient client, int queueId) {
    var header =
        new PopMessageRequestHeader(
            "Crowd", "Busy", queueId, 4, 600_000, POLL_MILLIS, 0, 0, "TAG", "*", false, null);
    client
        .invokeAsync(
            broker.controller().brokerAddr(),
            RemotingCommand.createRequest(RequestCode.POP_MESSAGE, header),
            2 * POLL_MILLIS)
        .thenAccept(
            answer -> {
              if (answer.responseCode() == ResponseCode.SUCCESS) {
                for (MessageExt one : MessageDecoder.decodes(ByteBuffer.wrap(answer.body()))) {
                  got.add(Integer.parseInt(new String(one.getBody())));
                }
                popOnAndOn(broker, client, queueId);
              }
            });
  }
}
