package io.glassmq.labs.contracts.lab05;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.store.DispatchRequest;
import io.glassmq.store.logfile.MappedFileQueue;
import io.glassmq.store.logfile.MappedSlice;
import io.glassmq.store.queue.ConsumeQueueUnit;
import io.glassmq.store.queue.QueueUnits;
import io.glassmq.store.queue.UnitFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A queue with five units a file, and ways to write and read its bytes past the learner's code. */
abstract class UnitsFixture {
  static final int UNITS_A_FILE = 5;

  /** Each record in the log is this long, unless a test says more. */
  static final int SIZE = 100;

  @TempDir Path folder;
  final CountingDisk disk = new CountingDisk();
  UnitFiles files;
  QueueUnits units;

  /** The units under test, in these files. */
  protected abstract QueueUnits units(UnitFiles files);

  @BeforeEach
  void openQueue() {
    var bytes = new MappedFileQueue(folder, UNITS_A_FILE * ConsumeQueueUnit.LENGTH, disk);
    files = new UnitFiles(bytes, ConsumeQueueUnit.LENGTH);
    units = units(files);
  }

  @AfterEach
  void closeQueue() {
    files.files().close();
  }

  /** The record of message {@code offset}, in a log that holds nothing but this queue. */
  static DispatchRequest record(long offset) {
    return record(offset, offset * SIZE, SIZE);
  }

  static DispatchRequest record(long offset, long physicalOffset, int size) {
    return new DispatchRequest("Orders", 0, offset, physicalOffset, size, 1, 0, "");
  }

  /** Writes the units of messages 0 up to this one, not included. */
  void given(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      given(new ConsumeQueueUnit((long) i * SIZE, SIZE, i));
    }
  }

  void given(ConsumeQueueUnit unit) throws IOException {
    var bytes = ByteBuffer.allocate(ConsumeQueueUnit.LENGTH);
    unit.write(bytes, 0);
    files.append(bytes);
  }

  /** What lies on the disk in this place. */
  ConsumeQueueUnit onDisk(long place) {
    MappedSlice slice = files.slice(place);
    assertThat(slice).as("the bytes of place %d", place).isNotNull();
    try {
      return ConsumeQueueUnit.read(slice.buffer(), 0);
    } finally {
      slice.release();
    }
  }
}
