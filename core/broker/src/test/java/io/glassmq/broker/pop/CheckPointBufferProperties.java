package io.glassmq.broker.pop;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.broker.offset.PopQueue;
import io.glassmq.broker.pop.CheckPointBuffer.Commit;
import io.glassmq.broker.pop.CheckPointBuffer.Eviction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** The buffer does the same as a list that is searched from end to end, whatever happens. */
class CheckPointBufferProperties {
  private static final List<PopQueue> QUEUES =
      List.of(new PopQueue("T", "G", 0), new PopQueue("T", "G", 1));
  private static final int REVIVE_QUEUE = 5;

  /** One thing that happens. {@code a} and {@code b} say which pop and which message. */
  private record Step(Kind kind, int a, int b) {}

  private enum Kind {
    ADD,
    ADD_LATE,
    MOCK,
    ACK,
    BATCH_ACK,
    PASS,
    STORED,
    NOT_STORED,
    CLEAR,
    DRAIN
  }

  private static final class Play {
    final CheckPointBuffer buffer;
    final NaiveCheckPoints model;
    final List<PopCheckPoint> pops = new ArrayList<>();
    final Map<PopQueue, Long> committed = new HashMap<>();
    final Map<PopQueue, Long> ends = new HashMap<>();
    long now = 1_795_324_000_000L;

    Play(CheckPointLimits limits) {
      buffer = new MergingCheckPointBuffer(limits);
      model = new NaiveCheckPoints(limits);
    }

    void play(Step step) {
      PopQueue queue = QUEUES.get(step.a % QUEUES.size());
      switch (step.kind) {
        case ADD -> add(queue, step.b, 60_000);
        case ADD_LATE -> add(queue, step.b, 4_000 + step.b * 100L);
        case MOCK -> mock(queue, step.b);
        case ACK -> ack(step, List.of((long) step.b));
        case BATCH_ACK -> ack(step, LongStream.rangeClosed(0, step.b).boxed().toList());
        case PASS -> pass(step.a * 10L + step.b * 500L);
        case STORED -> report(step.a, true);
        case NOT_STORED -> report(step.a, false);
        case CLEAR -> clear(queue);
        case DRAIN -> assertThat(left(buffer.drain())).isEqualTo(model.drain());
      }
      check();
    }

    private void add(PopQueue queue, int messages, long invisibleMillis) {
      long start = ends.getOrDefault(queue, 0L);
      long end = start + messages + 1;
      var pop =
          PopCheckPoint.of(
              new MergeKey(queue, "broker-a", start, now),
              invisibleMillis,
              LongStream.range(start, end).boxed().toList());
      var place = buffer.add(pop, REVIVE_QUEUE, end, now);
      assertThat(place).isEqualTo(model.add(pop, end, now));
      if (place != CheckPointBuffer.Place.REFUSED) {
        pops.add(pop);
        ends.put(queue, end);
      }
    }

    private void mock(PopQueue queue, int messages) {
      long end = ends.merge(queue, (long) messages, Long::sum);
      buffer.addMock(queue, end);
      model.addMock(queue, end);
    }

    private PopCheckPoint pop(int ago) {
      return pops.get(Math.max(0, pops.size() - 1 - ago));
    }

    private void ack(Step step, List<Long> distances) {
      if (!pops.isEmpty()) {
        MergeKey key = pop(step.a).mergeKey();
        var ack = new BatchAckMsg(key, distances.stream().map(d -> key.startOffset() + d).toList());
        assertThat(buffer.ack(ack, now)).isEqualTo(model.ack(ack, now));
      }
    }

    private void pass(long millis) {
      now += millis;
      assertThat(left(buffer.due(now))).isEqualTo(model.due(now));
    }

    private static Map<MergeKey, Set<Long>> left(List<Eviction> evictions) {
      Map<MergeKey, Set<Long>> left = new HashMap<>();
      for (Eviction eviction : evictions) {
        assertThat(eviction.reviveQueueId()).isEqualTo(REVIVE_QUEUE);
        PopCheckPoint pop = eviction.checkPoint();
        Set<Long> open = new HashSet<>(pop.offsets());
        open.removeIf(offset -> (pop.ackedBits() >> pop.indexOf(offset) & 1) == 1);
        assertThat(left.put(pop.mergeKey(), open)).as("due twice").isNull();
      }
      return left;
    }

    private void report(int ago, boolean stored) {
      if (pops.isEmpty()) {
        return;
      }
      MergeKey key = pop(ago).mergeKey();
      if (stored) {
        buffer.stored(key);
        model.stored(key);
      } else {
        buffer.notStored(key, now);
        model.notStored(key, now);
      }
    }

    private void clear(PopQueue queue) {
      buffer.clear(queue);
      model.clear(queue);
    }

    private void check() {
      for (Commit commit : buffer.takeCommits()) {
        Long before = committed.put(commit.queue(), commit.offset());
        assertThat(commit.offset()).as("CB-1").isGreaterThanOrEqualTo(before == null ? 0 : before);
      }
      assertThat(committed).as("CB-1").isEqualTo(model.offsets());
      assertThat(buffer.size()).isEqualTo(model.size());
      assertThat(buffer.nextDeadlineMillis()).as("CB-4").isEqualTo(model.nextDeadlineMillis());
      for (PopQueue queue : QUEUES) {
        assertThat(buffer.latestOffset(queue)).as("CB-8").isEqualTo(model.latestOffset(queue));
      }
    }
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequency(
            Tuple.of(8, Kind.ADD),
            Tuple.of(3, Kind.ADD_LATE),
            Tuple.of(2, Kind.MOCK),
            Tuple.of(8, Kind.ACK),
            Tuple.of(8, Kind.BATCH_ACK),
            Tuple.of(6, Kind.PASS),
            Tuple.of(6, Kind.STORED),
            Tuple.of(3, Kind.NOT_STORED),
            Tuple.of(1, Kind.CLEAR),
            Tuple.of(1, Kind.DRAIN));
    Arbitrary<Integer> which = Arbitraries.integers().between(0, 6);
    Arbitrary<Integer> what = Arbitraries.integers().between(0, 4);
    return Combinators.combine(kinds, which, what).as(Step::new).list().ofMaxSize(80);
  }

  @Property(tries = 200)
  void shouldDoAsTheModelDoesWhenItMerges(@ForAll("histories") List<Step> steps) {
    var play = new Play(new CheckPointLimits(true, 10_000, 3_000, 8, 5));
    steps.forEach(play::play);
  }

  @Property(tries = 100)
  void shouldDoAsTheModelDoesWhenItWritesFirst(@ForAll("histories") List<Step> steps) {
    var play = new Play(new CheckPointLimits(false, 10_000, 3_000, 8, 5));
    steps.forEach(play::play);
  }
}
