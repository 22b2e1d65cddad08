package io.glassmq.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the flight recorder tells about the life of popped messages. */
class PopEventsTest {
  private static final List<String> STEPS =
      List.of("CheckPoint", "PopAck", "PopMerge", "PopStore", "PopRevive");

  @TempDir Path folder;

  private interface Life {
    void live(PopWorld world) throws Exception;
  }

  private List<RecordedEvent> record(String merge, Life life) throws Exception {
    Path file = folder.resolve("pop.jfr");
    try (var world = new PopWorld(folder.resolve("store"), "enablePopBufferMerge", merge);
        var recording = new Recording()) {
      STEPS.forEach(step -> recording.enable("glassmq." + step));
      recording.start();
      life.live(world);
      recording.stop();
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> STEPS.contains(step(event)))
        .sorted((a, b) -> a.getStartTime().compareTo(b.getStartTime()))
        .toList();
  }

  private static String step(RecordedEvent event) {
    return event.getEventType().getName().replace("glassmq.", "");
  }

  private static String describe(RecordedEvent event) {
    String kind = event.hasField("kind") ? " " + event.getString("kind") : "";
    return "%s%s %s %d:%d %s"
        .formatted(
            step(event),
            kind,
            event.getString("topic"),
            event.getInt("queueId"),
            event.getLong("queueOffset"),
            event.getString("group"));
  }

  @Test
  void shouldFollowAMessageThatComesBackAndIsAcknowledgedThen() throws Exception {
    List<RecordedEvent> events =
        record(
            "false",
            world -> {
              world.send(0, "a");
              world.pop(1, 10_000);
              world.pass(20_000);
              world.client().ack(world.pop(1, 10_000).get(0).handle());
            });

    assertThat(events)
        .extracting(PopEventsTest::describe)
        .containsExactly(
            "CheckPoint Orders 0:0 readers",
            "PopStore ck Orders 0:0 readers",
            "PopRevive Orders 0:0 readers",
            "CheckPoint %RETRY%readers_Orders 0:0 readers",
            "PopStore ck %RETRY%readers_Orders 0:0 readers",
            "PopAck %RETRY%readers_Orders 0:0 readers",
            "PopStore ack %RETRY%readers_Orders 0:0 readers");
    assertThat(events.get(2).getString("retryTopic")).isEqualTo("%RETRY%readers_Orders");
    assertThat(events.get(2).getInt("deliveries")).isEqualTo(1);
  }

  @Test
  void shouldShowThatAnAcknowledgementInMemoryCostsNoWrite() throws Exception {
    List<RecordedEvent> events =
        record(
            "true",
            world -> {
              world.send(0, "a");
              world.client().ack(world.pop(1, 60_000).get(0).handle());
            });

    assertThat(events)
        .extracting(PopEventsTest::describe)
        .containsExactly(
            "CheckPoint Orders 0:0 readers",
            "PopAck Orders 0:0 readers",
            "PopMerge Orders 0:0 readers");
  }
}
