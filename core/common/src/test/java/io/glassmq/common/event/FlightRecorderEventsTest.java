package io.glassmq.common.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.EventType;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightRecorderEventsTest {

  @Test
  void shouldAllBeNamedAfterTheHouse() {
    List<Class<? extends MessageEvent>> steps =
        List.of(
            SendEvent.class,
            AppendEvent.class,
            DispatchEvent.class,
            PullParkedEvent.class,
            PullWokenEvent.class,
            PullServedEvent.class,
            ConsumeEvent.class,
            CheckPointEvent.class,
            PopAckEvent.class,
            PopMergeEvent.class,
            PopStoreEvent.class,
            PopReviveEvent.class);

    assertThat(steps)
        .extracting(type -> EventType.getEventType(type).getName())
        .allMatch(name -> name.startsWith("glassmq."))
        .doesNotHaveDuplicates();
    assertThat(steps)
        .extracting(type -> EventType.getEventType(type).getCategoryNames())
        .containsOnly(List.of("GlassMQ"));
  }

  @Test
  void shouldBeRecordedWithTopicQueueAndOffset(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("events.jfr");
    try (var recording = new Recording()) {
      recording.enable(AppendEvent.class);
      recording.start();
      var event = new AppendEvent();
      event.begin();
      event.topic = "T";
      event.queueId = 3;
      event.queueOffset = 42;
      event.physicalOffset = 4711;
      event.bytes = 143;
      event.commit();
      recording.stop();
      recording.dump(file);
    }

    List<RecordedEvent> events = RecordingFile.readAllEvents(file);

    assertThat(events).singleElement().satisfies(FlightRecorderEventsTest::assertFields);
  }

  private static void assertFields(RecordedEvent event) {
    assertThat(event.getEventType().getName()).isEqualTo("glassmq.Append");
    assertThat(event.getString("topic")).isEqualTo("T");
    assertThat(event.getInt("queueId")).isEqualTo(3);
    assertThat(event.getLong("queueOffset")).isEqualTo(42);
    assertThat(event.getLong("physicalOffset")).isEqualTo(4711);
    assertThat(event.getInt("bytes")).isEqualTo(143);
  }

  @Test
  void shouldNotAskToBeFilledInWhenNobodyRecords() {
    assertThat(new AppendEvent().shouldCommit()).isFalse();
  }
}
