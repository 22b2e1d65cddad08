package io.glassmq.store.timer;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.message.MessageExt;
import io.glassmq.store.PutMessageStatus;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random histories in which the store refuses messages in between and the timer loses what it had
 * not written yet. Each message comes when it is due or later, and comes again only if nobody had
 * noted that it was delivered.
 */
class TimerCrashTest {
  private static final int STEPS = 60;
  private static final int LONGEST_DELAY = 8_000;

  @TempDir Path folder;
  private final Map<String, Long> dueMillis = new TreeMap<>();
  private final Map<String, Integer> mayCome = new HashMap<>();
  private final Set<String> unnoted = new HashSet<>();
  private final Set<String> mayWait = new HashSet<>();
  private Random random;
  private HeldTimers held;

  @Test
  void shouldMissNothingInAnyOf10Histories() throws Exception {
    play(10);
  }

  @Test
  @Tag("slow")
  void shouldMissNothingInAnyOf500Histories() throws Exception {
    play(500);
  }

  private void play(int histories) throws Exception {
    long first = Long.getLong("glassmq.timerSeed", System.nanoTime());
    for (long seed = first; seed < first + histories; seed++) {
      try {
        playOne(seed, folder.resolve("history" + seed));
      } catch (AssertionError e) {
        throw new AssertionError("History of -Dglassmq.timerSeed=" + seed, e);
      }
    }
  }

  private void playOne(long seed, Path root) throws Exception {
    random = new Random(seed);
    dueMillis.clear();
    mayCome.clear();
    unnoted.clear();
    mayWait.clear();
    held = new HeldTimers(root);
    try {
      for (int i = 0; i < STEPS; i++) {
        step();
      }
      held.refuse(any -> null);
      held.advance(2 * LONGEST_DELAY);
      held.work();
      check();
    } finally {
      held.close();
    }
  }

  private void step() throws Exception {
    switch (random.nextInt(8)) {
      case 0, 1 -> hold();
      case 2 -> held.advance(random.nextInt(1_500));
      case 3 -> held.advance(-random.nextInt(700));
      case 4 -> workWhileTheStoreRefuses();
      case 5 -> {
        work();
        mayWait.removeIf(this::isDue);
      }
      case 6 -> {
        held.timer().persist();
        noteWhatIsNoted();
      }
      default -> {
        held.reopen();
        unnoted.forEach(text -> mayCome.merge(text, 1, Integer::sum));
        mayWait.addAll(unnoted);
        unnoted.clear();
      }
    }
  }

  private void hold() {
    held.refuse(any -> null);
    String text = "m" + dueMillis.size();
    long millis = held.now() - HeldTimers.START + 1 + random.nextInt(LONGEST_DELAY);
    held.hold(millis, text);
    dueMillis.put(text, HeldTimers.START + millis);
    mayCome.put(text, 1);
    mayWait.add(text);
  }

  private void work() {
    Map<String, Integer> before = counts();
    held.work();
    counts()
        .forEach(
            (text, count) -> {
              if (count > before.getOrDefault(text, 0)) {
                unnoted.add(text);
                mayWait.remove(text);
              }
            });
  }

  /**
   * What is noted is a time, before the earliest second that waits: because it is not due, because
   * the store refused it, or because a crash had lost the note of it. What came out of that second
   * or a later one, for clocks are put back, comes again after a crash.
   */
  private void noteWhatIsNoted() {
    long firstWaiting = mayWait.stream().mapToLong(this::second).min().orElse(Long.MAX_VALUE);
    unnoted.clear();
    counts().keySet().stream()
        .filter(text -> second(text) >= firstWaiting && !mayWait.contains(text))
        .forEach(unnoted::add);
  }

  private boolean isDue(String text) {
    return second(text) <= held.now();
  }

  /** The end of the second in which it is due; then it comes out. */
  private long second(String text) {
    return TimerTopic.dueMillis(Long.toString(dueMillis.get(text) - 1));
  }

  private void workWhileTheStoreRefuses() {
    int[] left = {random.nextInt(3)};
    held.refuse(any -> left[0]-- > 0 ? null : PutMessageStatus.SERVICE_NOT_AVAILABLE);
    work();
    held.refuse(any -> null);
  }

  private Map<String, Integer> counts() {
    Map<String, Integer> counts = new HashMap<>();
    held.texts().forEach(text -> counts.merge(text, 1, Integer::sum));
    return counts;
  }

  private void check() {
    List<MessageExt> delivered = held.delivered();
    for (MessageExt message : delivered) {
      long at = Long.parseLong(message.getProperty("TIMER_DEQUEUE_MS"));
      assertThat(at).isGreaterThanOrEqualTo(dueMillis.get(new String(message.getBody())));
    }
    Map<String, Integer> counts = counts();
    assertThat(counts.keySet()).isEqualTo(dueMillis.keySet());
    counts.forEach((text, count) -> assertThat(count).as(text).isBetween(1, mayCome.get(text)));
  }
}
