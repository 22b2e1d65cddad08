package io.glassmq.namesrv;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.ResponseCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Everything that official brokers, clients and tools said to an official name server in a
 * recording, said again to ours: connection by connection, frame by frame. The answers must mean
 * the same.
 */
class GoldenRecordingTest {

  /** One line of a recording; a frame has a direction and bytes, the other events have none. */
  record Line(String event, String connection, String direction, String hex) {
    RemotingCommand command() {
      return Frames.decode(HexFormat.of().parseHex(hex));
    }
  }

  private final Map<String, Peer> peers = new HashMap<>();
  private final Map<String, RemotingCommand> answers = new HashMap<>();
  private NamesrvController namesrv;
  private int compared;

  @BeforeEach
  void start(@TempDir Path folder) {
    var settings = new Properties();
    settings.setProperty("bindAddress", "127.0.0.1");
    settings.setProperty("listenPort", "0");
    settings.setProperty("kvConfigPath", folder.resolve("kvConfig.json").toString());
    namesrv = new NamesrvController(NamesrvConfig.of(settings), NamesrvParts.defaults());
    namesrv.start();
  }

  @AfterEach
  void stop() throws IOException {
    for (Peer peer : peers.values()) {
      peer.close();
    }
    namesrv.shutdown();
  }

  @ParameterizedTest
  @CsvSource({"json, 303", "rocketmq, 242"})
  void shouldAnswerAsTheOfficialNameServerDid(String recording, int answersInIt) throws Exception {
    try (var in = getClass().getResourceAsStream("/wire/namesrv-" + recording + ".jsonl.gz");
        var lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
      String line;
      while ((line = lines.readLine()) != null) {
        replay(RemotingSerializable.fromJson(line, Line.class));
      }
    }

    assertThat(compared).isEqualTo(answersInIt);
  }

  private void replay(Line line) throws IOException {
    switch (line.event()) {
      case "open" -> peers.put(line.connection(), new Peer(namesrv.listenPort()));
      case "close" -> peers.remove(line.connection()).close();
      case "frame" -> {
        String key = line.connection() + " " + line.command().opaque();
        if (line.direction().equals("to-server")) {
          byte[] frame = HexFormat.of().parseHex(line.hex());
          RemotingCommand answer = peers.get(line.connection()).ask(frame);
          // We answer in kind; the official one in its own form, whatever it was asked in.
          assertThat(answer.serializeType()).isEqualTo(line.command().serializeType());
          answers.put(key, answer);
        } else {
          compare(answers.remove(key), line.command());
        }
      }
      default -> throw new IllegalArgumentException(line.toString());
    }
  }

  private void compare(RemotingCommand ours, RemotingCommand official) {
    assertThat(meaning(ours)).isEqualTo(meaning(official));
    compared++;
  }

  private static Map<String, Object> meaning(RemotingCommand command) {
    Map<String, Object> meaning = new TreeMap<>();
    meaning.put("opaque", command.opaque());
    meaning.put("code", command.code());
    meaning.put("flag", command.flag());
    if (command.responseCode() != ResponseCode.REQUEST_CODE_NOT_SUPPORTED) {
      // The words of that one are for people, and ours.
      meaning.put("remark", String.valueOf(command.remark()));
    }
    meaning.put("fields", command.extFields() == null ? Map.of() : command.extFields());
    meaning.put("body", body(command.body()));
    return meaning;
  }

  private static Object body(byte[] body) {
    try {
      return body.length == 0 ? "none" : unordered(RemotingSerializable.decode(body, Object.class));
    } catch (Exception e) {
      throw new IllegalArgumentException(new String(body, StandardCharsets.UTF_8), e);
    }
  }

  /** No list of the name server has a meaning in its order. */
  private static Object unordered(Object json) {
    if (json instanceof Map<?, ?> map) {
      Map<String, Object> members = new TreeMap<>();
      map.forEach((name, value) -> members.put(name.toString(), unordered(value)));
      return members;
    }
    if (json instanceof List<?> list) {
      List<Object> elements = new ArrayList<>();
      list.forEach(element -> elements.add(unordered(element)));
      elements.sort(Comparator.comparing(Object::toString));
      return elements;
    }
    return json;
  }
}
