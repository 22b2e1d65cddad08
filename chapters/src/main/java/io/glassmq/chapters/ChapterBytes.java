package io.glassmq.chapters;

import io.glassmq.chapters.ch01.FrameBytes;
import io.glassmq.chapters.ch03.RouteBytes;
import io.glassmq.chapters.ch04.LogBytes;
import io.glassmq.chapters.ch05.QueueBytes;
import io.glassmq.chapters.ch06.RecoveryBytes;
import io.glassmq.classroom.page.BytePicture;
import java.util.List;
import java.util.stream.Stream;

/** The byte pictures of all chapters: what {@code ./mq bytes} shows and pages fill in. */
public final class ChapterBytes {
  private ChapterBytes() {}

  public static List<BytePicture> all() {
    return Stream.of(
            FrameBytes.pictures(),
            RouteBytes.pictures(),
            LogBytes.pictures(),
            QueueBytes.pictures(),
            RecoveryBytes.pictures())
        .flatMap(List::stream)
        .toList();
  }
}
