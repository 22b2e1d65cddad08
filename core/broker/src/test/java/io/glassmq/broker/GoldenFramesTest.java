package io.glassmq.broker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.common.message.MessageDecoder;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageId;
import io.glassmq.remoting.protocol.FrameCodec;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.body.LockBatchResponseBody;
import io.glassmq.remoting.protocol.header.GetConsumerListByGroupResponseBody;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plays what official clients said to the official broker to ours, in the same order over as many
 * connections, and compares the answers in meaning. (From vectors/wire, recording {@code json};
 * left out is what later issues bring: transactions, timers, SQL92, offset reset; and pops from all
 * queues, which begin with one by chance.)
 */
class GoldenFramesTest {
  /** They depend on the clock, on chance, or on records that were left out. */
  private static final Set<String> VOLATILE =
      Set.of(
          "msgId",
          "timestamp",
          "transactionId",
          "indexLastUpdateTimestamp",
          "indexLastUpdatePhyoffset",
          "popTime",
          "reviveQid");

  /** The recorded clients waited for delayed messages; we do not want to. */
  private static final String NO_DELAYS = "0s 0s 0s";

  /** All that the clients said: where the ids stand that they made. */
  private String sent;

  /** Where a message lay in the recording, and where its record lies here. */
  private final Map<Long, Long> logOffsets = new HashMap<>();

  @TempDir Path folder;

  private record Exchange(
      String name, String scenario, String connection, byte[] request, byte[] response) {
    static Exchange of(String line) {
      String[] parts = line.split("\t", -1);
      var hex = HexFormat.of();
      return new Exchange(
          parts[0], parts[1], parts[2], hex.parseHex(parts[3]), hex.parseHex(parts[4]));
    }
  }

  @Test
  void shouldAnswerAsTheOfficialBrokerDid() throws Exception {
    List<String> differences = new ArrayList<>();
    Map<String, Socket> sockets = new HashMap<>();
    int answers = 0;
    try (var broker = TestBroker.start(folder, "messageDelayLevel", NO_DELAYS)) {
      List<Exchange> exchanges = exchanges();
      sent = exchanges.stream().map(e -> new String(e.request, ISO_8859_1)).collect(joining());
      for (Exchange exchange : exchanges) {
        Socket socket = sockets.get(exchange.connection);
        if (socket == null) {
          socket = new Socket("127.0.0.1", broker.controller().listenPort());
          socket.setSoTimeout(10_000);
          sockets.put(exchange.connection, socket);
        }
        awaitDispatch(broker);
        long puts = broker.controller().messageStore().stats().putMessageTimes();
        socket.getOutputStream().write(asOfNow(exchange.request));
        if (exchange.response.length > 0) {
          answers++;
          RemotingCommand expected = decode(exchange.response);
          try {
            RemotingCommand actual = answer(socket, exchange);
            compare(exchange, expected, actual, differences);
            noteOffsets(expected, actual);
            if (isHeldBack(decode(exchange.request))) {
              awaitPuts(broker, puts + 2); // into the schedule topic, and out of it
            }
          } catch (SocketTimeoutException e) {
            differences.add(exchange.name + " (" + exchange.scenario + ") got no answer");
          }
        }
      }
    } finally {
      for (Socket socket : sockets.values()) {
        socket.close();
      }
    }

    assertThat(differences).isEmpty();
    assertThat(answers).isGreaterThan(100);
  }

  /** The recorded clients took their time between a send and a look. */
  private static void awaitDispatch(TestBroker broker) {
    await()
        .pollInterval(1, TimeUnit.MILLISECONDS)
        .until(() -> broker.controller().messageStore().dispatchBehindBytes() == 0);
  }

  private static void awaitPuts(TestBroker broker, long puts) {
    var store = broker.controller().messageStore();
    await()
        .pollInterval(1, TimeUnit.MILLISECONDS)
        .until(() -> store.stats().putMessageTimes() >= puts);
  }

  private static boolean isHeldBack(RemotingCommand request) throws Exception {
    return switch (request.requestCode()) {
      case SEND_MESSAGE_V2 -> request.field("i").contains("\u0002DELAY\u0001");
      case CONSUMER_SEND_MSG_BACK -> Integer.parseInt(request.field("delayLevel")) >= 0;
      default -> false;
    };
  }

  /** The same request, if it were made here and now. */
  private byte[] asOfNow(byte[] frame) throws Exception {
    RemotingCommand request = decode(frame);
    switch (request.requestCode()) {
      case CONSUMER_SEND_MSG_BACK -> { // names a message by its place in the log
        long ours = logOffsets.get(Long.parseLong(request.field("offset")));
        request.addField("offset", Long.toString(ours));
      }
      case POP_MESSAGE -> request.addField("bornTime", "0"); // when it comes, so never too late
      case NOTIFICATION -> request.addField("bornTime", Long.toString(System.currentTimeMillis()));
      default -> {
        return frame;
      }
    }
    ByteBuffer bytes = FrameCodec.standard().encodeHead(request);
    byte[] changed = new byte[bytes.remaining()];
    bytes.get(changed);
    return changed;
  }

  private void noteOffsets(RemotingCommand expected, RemotingCommand actual) {
    String theirs = expected.field("msgId");
    if (theirs != null && theirs.length() == 32 && actual.field("msgId") != null) {
      logOffsets.put(logOffset(theirs), logOffset(actual.field("msgId")));
    }
  }

  private static long logOffset(String msgId) {
    return MessageId.decode(msgId).offset();
  }

  private static List<Exchange> exchanges() throws IOException {
    try (var in = GoldenFramesTest.class.getResourceAsStream("/golden-frames.tsv.gz");
        var lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(in), UTF_8))) {
      return lines.lines().map(Exchange::of).toList();
    }
  }

  /** The answer to this request; what the broker says of its own accord is passed over. */
  private static RemotingCommand answer(Socket socket, Exchange exchange) throws Exception {
    int opaque = decode(exchange.request).opaque();
    var in = new DataInputStream(socket.getInputStream());
    while (true) {
      int length = in.readInt();
      byte[] frame = ByteBuffer.allocate(4 + length).putInt(length).array();
      in.readFully(frame, 4, length);
      RemotingCommand command = decode(frame);
      if (command.isResponse() && command.opaque() == opaque) {
        return command;
      }
    }
  }

  private static RemotingCommand decode(byte[] frame) throws Exception {
    return FrameCodec.standard().decode(ByteBuffer.wrap(frame));
  }

  private void compare(
      Exchange exchange, RemotingCommand expected, RemotingCommand actual, List<String> differences)
      throws Exception {
    String want = meaning(exchange, expected);
    String got = meaning(exchange, actual);
    if (!want.equals(got)) {
      differences.add(
          exchange.name
              + " ("
              + exchange.scenario
              + ")\n  expected "
              + want
              + "\n  but was  "
              + got
              + " "
              + actual.remark());
    }
  }

  private String meaning(Exchange exchange, RemotingCommand answer) throws Exception {
    Map<String, String> fields =
        new TreeMap<>(answer.extFields() == null ? Map.of() : answer.extFields());
    fields.keySet().removeAll(VOLATILE);
    return answer.code() + " " + fields + " " + body(decode(exchange.request), answer);
  }

  private Object body(RemotingCommand request, RemotingCommand answer) throws Exception {
    if (answer.body().length == 0) {
      return "";
    }
    return switch (request.requestCode()) {
      case PULL_MESSAGE, LITE_PULL_MESSAGE, QUERY_MESSAGE, POP_MESSAGE ->
          MessageDecoder.decodes(ByteBuffer.wrap(answer.body())).stream().map(this::text).toList();
      case GET_CONSUMER_LIST_BY_GROUP ->
          Set.copyOf(
              RemotingSerializable.decode(answer.body(), GetConsumerListByGroupResponseBody.class)
                  .consumerIdList());
      case LOCK_BATCH_MQ ->
          RemotingSerializable.decode(answer.body(), LockBatchResponseBody.class).lockOKMQSet();
      case GET_TOPIC_CONFIG, GET_ALL_SUBSCRIPTIONGROUP_CONFIG ->
          RemotingSerializable.decode(answer.body(), TreeMap.class);
      default -> "a body";
    };
  }

  private String text(MessageExt message) {
    var properties = new TreeMap<>(message.getProperties());
    properties.computeIfPresent(
        "UNIQ_KEY", (name, id) -> sent.contains(id) ? id : "made by the broker");
    return message.getTopic()
        + "/"
        + message.getQueueId()
        + "/"
        + message.getQueueOffset()
        + " "
        + Arrays.hashCode(message.getBody())
        + " flag "
        + message.getFlag()
        + " sysFlag "
        + message.getSysFlag()
        + " "
        + properties;
  }
}
