package io.glassmq.labs.contracts.lab04;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.config.ConfigReader;
import io.glassmq.common.message.MessageDecoder;
import io.glassmq.common.message.MessageExt;
import io.glassmq.labs.LabContract;
import io.glassmq.store.AppendMessageResult;
import io.glassmq.store.AppendPath;
import io.glassmq.store.MessageExtBrokerInner;
import io.glassmq.store.PutMessageResult;
import io.glassmq.store.PutMessageStatus;
import io.glassmq.store.StoreConfig;
import io.glassmq.store.logfile.FileLayer;
import io.glassmq.store.logfile.LogTail;
import io.glassmq.store.logfile.MappedFile;
import io.glassmq.store.logfile.MappedFileQueue;
import io.glassmq.store.logfile.MappedSlice;
import io.glassmq.store.queue.QueueOffsetTable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the steps work on: an append path over a log with files of 4,096 bytes, and a clock whose
 * hands the test turns.
 */
@LabContract(4)
abstract class LogScene {
  static final int FILE = 4096;
  static final int MAX_BODY = 3_990;
  static final long START = 1_700_000_000_000L;

  /** Bytes of a record of topic "A" with neither body nor properties. */
  static final int EMPTY_RECORD = 92;

  final QueueOffsetTable offsets = new QueueOffsetTable();
  volatile long now = START;
  MappedFileQueue files;
  FaultyTail tail;
  AppendPath path;

  @TempDir private Path folder;
  private int tails;

  /** Makes the class under test. */
  protected abstract AppendPath.Factory factory();

  /** Where the path appends; by default right to the files. */
  protected LogTail tail(MappedFileQueue to) {
    return to;
  }

  /** Sees to it that the files hold what was appended. */
  protected void commit() {}

  /** A log with one file, still empty. */
  @BeforeEach
  void open() throws IOException {
    openWithoutFiles();
    tail.next();
  }

  void openWithoutFiles() {
    files = new MappedFileQueue(folder.resolve("log" + tails++), FILE, FileLayer.DISK);
    tail = new FaultyTail(tail(files));
    path = path(0);
  }

  @AfterEach
  void close() {
    files.close();
  }

  /** Another path at the end of the same log. */
  AppendPath path(long lastStoreTimestamp) {
    var settings = new Properties();
    settings.setProperty("storePathRootDir", folder.toString());
    settings.setProperty("maxMessageSize", Integer.toString(MAX_BODY));
    StoreConfig config = StoreConfig.read(new ConfigReader(settings));
    return factory().create(tail, offsets, config, () -> now, lastStoreTimestamp);
  }

  /** Appends what must be taken. */
  AppendMessageResult append(MessageExtBrokerInner message) {
    PutMessageResult result = path.append(message);
    assertThat(result.status()).as("status of the append").isEqualTo(PutMessageStatus.PUT_OK);
    return result.append();
  }

  AppendMessageResult append(String topic, int queueId, String body) {
    return append(Messages.message(topic, queueId, body));
  }

  /** Appends one record of so many bytes. */
  AppendMessageResult appendRecord(int bytes) {
    return append("A", 0, "x".repeat(bytes - EMPTY_RECORD));
  }

  /** Appends records until the file has so many bytes left. */
  void leaveRoom(int bytes) {
    appendRecord(tail.room() - bytes);
  }

  PutMessageStatus statusOf(MessageExtBrokerInner message) {
    return path.append(message).status();
  }

  /** Holds up the first append that comes, in the middle of its copy, until the latch opens. */
  void holdUpFirstAppend(CountDownLatch goOn) {
    tail.beforeAppend(
        () -> {
          tail.beforeAppend(() -> {});
          awaitOpen(goOn);
        });
  }

  private static void awaitOpen(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The bytes of the log from here to the end of what was written into its file. */
  ByteBuffer bytes(long offset) {
    commit();
    MappedSlice slice = files.sliceToFileEnd(offset);
    assertThat(slice).as("bytes of the log from %d on", offset).isNotNull();
    slice.release();
    return slice.buffer();
  }

  MessageExt at(long offset) {
    return MessageDecoder.decode(bytes(offset));
  }

  /** Every record of the log, found by walking it. */
  List<MessageExt> log() {
    commit();
    List<MessageExt> all = new ArrayList<>();
    for (MappedFile file : files.files()) {
      if (file.wrotePosition() > 0) {
        all.addAll(MessageDecoder.decodes(bytes(file.startOffset())));
      }
    }
    return all;
  }

  List<String> lines() {
    return log().stream().map(Messages::line).toList();
  }
}
