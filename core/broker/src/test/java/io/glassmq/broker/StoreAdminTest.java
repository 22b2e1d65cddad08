package io.glassmq.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.broker.longpolling.WaitingPullTable;
import io.glassmq.broker.pop.MergingCheckPointBuffer;
import io.glassmq.broker.pop.MergingReviveLoop;
import io.glassmq.common.Clock;
import io.glassmq.remoting.RemotingParts;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.body.KVTable;
import io.glassmq.remoting.protocol.header.GetEarliestMsgStoretimeRequestHeader;
import io.glassmq.remoting.protocol.header.GetMaxOffsetRequestHeader;
import io.glassmq.remoting.protocol.header.GetMinOffsetRequestHeader;
import io.glassmq.store.StoreParts;
import io.glassmq.store.logfile.DiskSpace;
import io.glassmq.store.logfile.FileLayer;
import io.glassmq.store.logfile.FilePages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an administrator can do about a disk, and what the broker says about it. */
class StoreAdminTest {
  private static final int LOG_FILE = 16 << 10;

  @TempDir Path root;

  private TestBroker start() throws Exception {
    return TestBroker.start(root, "mappedFileSizeCommitLog", Integer.toString(LOG_FILE));
  }

  private static int code(TestBroker broker, RequestCode code) throws Exception {
    return broker.call(RemotingCommand.createRequest(code)).code();
  }

  private static long number(RemotingCommand answer, String field) {
    return Long.parseLong(answer.field(field));
  }

  private static Map<String, String> runtimeInfo(TestBroker broker) throws Exception {
    var answer = broker.call(RemotingCommand.createRequest(RequestCode.GET_BROKER_RUNTIME_INFO));
    return RemotingSerializable.decode(answer.body(), KVTable.class).table();
  }

  @Nested
  class DeleteExpiredCommitLog {
    @Test
    void shouldMoveMinOffsetAndEarliestTime() throws Exception {
      try (var broker = start()) {
        for (int i = 0; i < 60; i++) {
          broker.send("T", 0, "", "x".repeat(1000));
        }
        await().untilAsserted(() -> assertThat(maxOffset(broker)).isEqualTo(60));
        var longAgo = FileTime.from(Instant.now().minus(Duration.ofHours(73)));
        Path oldest = root.resolve("commitlog/00000000000000000000");
        Files.setLastModifiedTime(oldest, longAgo);

        assertThat(code(broker, RequestCode.DELETE_EXPIRED_COMMITLOG))
            .isEqualTo(ResponseCode.SUCCESS.code());

        await().untilAsserted(() -> assertThat(minOffset(broker)).isPositive());
        assertThat(oldest).doesNotExist();
        assertThat(maxOffset(broker)).isEqualTo(60);
        var earliest =
            broker.call(
                RequestCode.GET_EARLIEST_MSG_STORETIME,
                new GetEarliestMsgStoretimeRequestHeader("T", 0));
        assertThat(number(earliest, "timestamp")).isPositive();
        assertThat(runtimeInfo(broker)).containsEntry("commitLogMinOffset", LOG_FILE + "");
      }
    }

    private static long maxOffset(TestBroker broker) throws Exception {
      return number(
          broker.call(RequestCode.GET_MAX_OFFSET, new GetMaxOffsetRequestHeader("T", 0, null)),
          "offset");
    }

    private static long minOffset(TestBroker broker) throws Exception {
      return number(
          broker.call(RequestCode.GET_MIN_OFFSET, new GetMinOffsetRequestHeader("T", 0)), "offset");
    }
  }

  @Nested
  class CleanExpiredConsumeQueue {
    @Test
    void shouldBeAnswered() throws Exception {
      try (var broker = start()) {
        assertThat(code(broker, RequestCode.CLEAN_EXPIRED_CONSUMEQUEUE))
            .isEqualTo(ResponseCode.SUCCESS.code());
      }
    }
  }

  @Nested
  class CleanUnusedTopic {
    @Test
    void shouldDeleteTheQueuesOfTopicsThatNoTableKnows() throws Exception {
      try (var broker = start()) {
        broker.send("Forgotten", 0, "", "x");
        broker.send("Known", 0, "", "x");
        await().untilAsserted(() -> assertThat(queues("Forgotten")).exists());
        await().untilAsserted(() -> assertThat(queues("Known")).exists());
      }
      for (String file : new String[] {"topics.json", "topics.json.bak"}) {
        Files.deleteIfExists(root.resolve("config").resolve(file));
      }
      Files.createDirectories(queues("%LMQ%light/0"));
      Files.createDirectories(queues("SCHEDULE_TOPIC_XXXX/0"));

      try (var broker = start()) {
        broker.send("Known", 1, "", "x");
        assertThat(code(broker, RequestCode.CLEAN_UNUSED_TOPIC))
            .isEqualTo(ResponseCode.SUCCESS.code());

        assertThat(queues("Forgotten")).doesNotExist();
        assertThat(queues("Known")).exists();
        assertThat(queues("%LMQ%light/0")).exists();
        assertThat(queues("SCHEDULE_TOPIC_XXXX/0")).exists();
      }
    }

    private Path queues(String topic) {
      return root.resolve("consumequeue").resolve(topic);
    }
  }

  @Nested
  class RuntimeInfo {
    @Test
    void shouldTellAboutTheDisk() throws Exception {
      try (var broker = start()) {
        Map<String, String> info = runtimeInfo(broker);

        assertThat(info.get("commitLogDiskRatio")).matches("[01]\\.\\d\\d");
        assertThat(info.get("consumeQueueDiskRatio")).isEqualTo(info.get("commitLogDiskRatio"));
        assertThat(info)
            .containsEntry(
                "commitLogDiskRatio_" + root.resolve("commitlog"), info.get("commitLogDiskRatio"));
        assertThat(info.get("commitLogDirCapacity"))
            .matches("Total : \\d+\\.\\d GiB, Free : \\d+\\.\\d GiB\\.");
      }
    }
  }

  @Nested
  class AFullDisk {
    private final AtomicBoolean full = new AtomicBoolean();

    private final class Gauge implements FileLayer {
      @Override
      public FilePages map(Path path, int size) throws IOException {
        return DISK.map(path, size);
      }

      @Override
      public DiskSpace space(Path path) {
        return new DiskSpace(100L << 30, full.get() ? 0 : 99L << 30, full.get() ? 0 : 99L << 30);
      }
    }

    @Test
    void shouldBeToldToSendersWhileConsumersGoOn() throws Exception {
      var parts =
          new BrokerParts(
              WaitingPullTable::new,
              MergingCheckPointBuffer::new,
              MergingReviveLoop::new,
              StoreParts.defaults().with(new Gauge()),
              RemotingParts.defaults(),
              Clock.SYSTEM);
      try (var broker = TestBroker.start(root, parts, "cleanResourceInterval", "10")) {
        broker.send("T", 0, "", "before");
        full.set(true);
        await()
            .untilAsserted(
                () ->
                    assertThat(broker.send("T", 0, "", "x").code())
                        .isEqualTo(ResponseCode.SERVICE_NOT_AVAILABLE.code()));

        assertThat(broker.send("T", 0, "", "x").remark()).contains("no room on the disk");
        var pulled =
            broker.call(TestBroker.pullRequest("T", 0, 0, "*", TestBroker.LONG_POLL_MILLIS));
        assertThat(pulled.code()).isEqualTo(ResponseCode.SUCCESS.code());

        full.set(false);
        await()
            .untilAsserted(
                () ->
                    assertThat(broker.send("T", 0, "", "after").code())
                        .isEqualTo(ResponseCode.SUCCESS.code()));
      }
    }
  }
}
