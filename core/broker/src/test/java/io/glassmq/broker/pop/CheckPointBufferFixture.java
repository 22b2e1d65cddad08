package io.glassmq.broker.pop;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.broker.offset.PopQueue;
import io.glassmq.broker.pop.CheckPointBuffer.Place;
import java.util.stream.LongStream;

/** A buffer of check points, and what a test does with it. */
abstract class CheckPointBufferFixture {
  static final PopQueue QUEUE = new PopQueue("T", "G", 0);
  static final PopQueue OTHER = new PopQueue("T", "G", 1);
  static final long NOW = 1_795_324_000_000L;
  static final long STAY = 10_000;
  static final long TIME_OUT = 3_000;
  static final long MARGIN = CheckPointBuffer.MARGIN_MILLIS;
  static final int REVIVE_QUEUE = 5;

  CheckPointBuffer buffer = create(limits(true, 100, 10));

  abstract CheckPointBuffer create(CheckPointLimits limits);

  static CheckPointLimits limits(boolean merge, int maxHeld, int maxPerQueue) {
    return new CheckPointLimits(merge, STAY, TIME_OUT, maxHeld, maxPerQueue);
  }

  /** A pop of the offsets {@code from} to {@code to - 1}. */
  static PopCheckPoint pop(PopQueue queue, long from, long to) {
    return pop(queue, from, to, 60_000);
  }

  static PopCheckPoint pop(PopQueue queue, long from, long to, long invisibleMillis) {
    return PopCheckPoint.of(
        new MergeKey(queue, "broker-a", from, NOW),
        invisibleMillis,
        LongStream.range(from, to).boxed().toList());
  }

  PopCheckPoint add(PopQueue queue, long from, long to, Place expected) {
    PopCheckPoint checkPoint = pop(queue, from, to);
    assertThat(buffer.add(checkPoint, REVIVE_QUEUE, to, NOW)).isEqualTo(expected);
    return checkPoint;
  }

  void ackAll(PopCheckPoint checkPoint) {
    for (long offset : checkPoint.offsets()) {
      assertThat(ack(checkPoint, offset, NOW)).isTrue();
    }
  }

  boolean ack(PopCheckPoint checkPoint, long offset, long nowMillis) {
    return buffer.ack(new AckMsg(checkPoint.mergeKey(), offset), nowMillis);
  }

  void writeFirst() {
    buffer = create(limits(false, 100, 10));
  }
}
