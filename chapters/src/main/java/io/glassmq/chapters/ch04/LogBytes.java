package io.glassmq.chapters.ch04;

import io.glassmq.classroom.page.BytePicture;
import io.glassmq.common.message.MessageRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;

/** The byte pictures of chapter 04: pieces of a log that an official broker 5.5.0 wrote. */
public final class LogBytes {
  private LogBytes() {}

  public static List<BytePicture> pictures() {
    ByteBuffer record = bytes("official-record.bin");
    return List.of(
        BytePicture.of(
            "log-record",
            "One record of the commit log, written by an official broker",
            MessageRecord.layout(record),
            record),
        BytePicture.of(
            "log-blank",
            "The BLANK at the end of a file of 1,048,576 bytes, written by an official broker",
            MessageRecord.BLANK_LAYOUT,
            bytes("official-blank.bin")));
  }

  private static ByteBuffer bytes(String file) {
    try (InputStream in = LogBytes.class.getResourceAsStream(file)) {
      return ByteBuffer.wrap(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
