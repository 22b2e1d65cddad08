package io.glassmq.broker.pop;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.broker.offset.PopQueue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Histories of a revive queue: pops and acknowledgements go through a timer that mixes up what is
 * due in the same second; the broker stops, crashes, and its timer begins again where it was some
 * time before. In the end each message is acknowledged or came back.
 */
class ReviveLoopProperties {
  private static final long START = 1_000_000_000;
  private static final long SECOND = 1_000;

  /** What goes wrong on the way. */
  private enum Trouble {
    NONE,
    /** The loop is lost; reading begins behind the offset that is remembered. */
    CRASH,
    /** The same, and the timer brings the last seconds once more. */
    TIMER_BEGINS_AGAIN
  }

  /** A record on its way through the timer. */
  private record Timed(long dueMillis, ReviveRecord record) {
    long second() {
      return (dueMillis - 1) / SECOND;
    }

    ReviveRecord at(long offset) {
      if (record instanceof ReviveRecord.Popped popped) {
        return new ReviveRecord.Popped(offset, dueMillis, popped.checkPoint());
      }
      var acked = (ReviveRecord.Acked) record;
      return new ReviveRecord.Acked(offset, dueMillis, acked.ack(), acked.reviveTime());
    }
  }

  /** A message of a pop. */
  private record Handed(MergeKey pop, long offset) {}

  @Property(tries = 200)
  void shouldBringBackExactlyWhatWasNotAcknowledged(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int pops) {
    var history = new History();
    history.play(new Random(seed), pops, Trouble.NONE);

    history.cameBack.values().forEach(times -> assertThat(times).isEqualTo(1));
  }

  @Property(tries = 200)
  void shouldLoseNothingInACrash(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int pops) {
    new History().play(new Random(seed), pops, Trouble.CRASH);
  }

  @Property(tries = 200)
  void shouldNotBeMisledByATimerThatBeginsAgain(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int pops) {
    new History().play(new Random(seed), pops, Trouble.TIMER_BEGINS_AGAIN);
  }

  /** One of them. */
  private static final class History {
    private final List<ReviveRecord> queue = new ArrayList<>();
    private final Set<Handed> acked = new HashSet<>();
    private final Map<Handed, Long> hidden = new HashMap<>();
    private final Map<Handed, Integer> cameBack = new HashMap<>();
    private long remembered = -1;
    private ReviveLoop loop = new MergingReviveLoop(-1);
    private int read;

    private void play(Random random, int pops, Trouble trouble) {
      List<Timed> timed = timed(random, pops);
      long from = timed.get(0).second();
      long to = timed.get(timed.size() - 1).second() + 6;
      long crashAt = trouble == Trouble.NONE ? -1 : from + random.nextInt((int) (to - from));
      long timer = from;
      for (long second = from; second <= to; second++) {
        for (int steps = 1 + random.nextInt(2); steps > 0 && timer <= second; steps--) {
          bring(timed, timer++, random);
          work((second + 1) * SECOND + random.nextInt(900), false);
        }
        boolean isUpToDate = timer > second && random.nextInt(4) > 0;
        work((second + 1) * SECOND + 900, isUpToDate);
        if (second == crashAt) {
          loop = new MergingReviveLoop(remembered);
          read = (int) remembered + 1;
          timer -= trouble == Trouble.TIMER_BEGINS_AGAIN ? random.nextInt(8) : 0;
        }
      }
      while (timer <= to) {
        bring(timed, timer++, random);
      }
      work((to + 10) * SECOND, true);

      Set<Handed> expected = new HashSet<>(hidden.keySet());
      expected.removeAll(acked);
      assertThat(cameBack.keySet()).isEqualTo(expected);
      assertThat(loop.size()).isZero();
      assertThat(loop.processedOffset()).isEqualTo(queue.size() - 1);
    }

    /** Pops and acknowledgements, by the second in which the timer brings them. */
    private List<Timed> timed(Random random, int pops) {
      List<Timed> timed = new ArrayList<>();
      for (int i = 0; i < pops; i++) {
        long popTime = START + random.nextInt(8_000);
        var key = new MergeKey(new PopQueue("T", "G", 0), "b", i * 10L, popTime);
        List<Long> offsets = new ArrayList<>(List.of(i * 10L, i * 10L + 1, i * 10L + 4));
        var popped = PopCheckPoint.of(key, 2_000 + random.nextInt(6_000), offsets);
        long reviveTime = popped.reviveTime();
        timed.add(new Timed(reviveTime - SECOND, new ReviveRecord.Popped(0, 0, popped)));
        for (long offset : offsets) {
          hidden.put(new Handed(key, offset), reviveTime);
          for (int times = random.nextInt(3); times > 0; times--) {
            var ack = new AckMsg(key, offset);
            timed.add(new Timed(reviveTime, new ReviveRecord.Acked(0, 0, ack, reviveTime)));
            acked.add(new Handed(key, offset));
          }
        }
      }
      timed.sort(Comparator.comparingLong(Timed::dueMillis));
      return timed;
    }

    private void bring(List<Timed> timed, long second, Random random) {
      List<Timed> slot =
          new ArrayList<>(timed.stream().filter(it -> it.second() == second).toList());
      Collections.shuffle(slot, random);
      slot.forEach(it -> queue.add(it.at(queue.size())));
    }

    private void work(long now, boolean timerIsUpToDate) {
      while (read < queue.size()) {
        loop.read(queue.get(read++));
      }
      if (timerIsUpToDate) {
        loop.caughtUp(now);
      }
      for (PopCheckPoint popped : loop.due(now, 100)) {
        for (long offset : popped.openOffsets()) {
          var message = new Handed(popped.mergeKey(), offset);
          assertThat(now).isGreaterThan(hidden.get(message));
          assertThat(acked).doesNotContain(message);
          cameBack.merge(message, 1, Integer::sum);
          loop.settled(popped, offset);
        }
      }
      assertThat(loop.processedOffset()).isLessThan(queue.size());
      remembered = loop.processedOffset();
    }
  }
}
