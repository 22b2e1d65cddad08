package io.glassmq.broker.offset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.lifecycle.BeforeTry;

/**
 * One queue popped in order, against the simplest thing that could be right: a list of the messages
 * that are out, each with its own time.
 */
@PropertyDefaults(tries = 150)
class OrderedPopProperties {
  private static final PopQueue QUEUE = new PopQueue("OrdT", "OG", 0);

  private static Path folder;

  private OrderInfoFixture fixture;

  /** The group's offset in the queue, and the messages of the last pop that are not finished. */
  private long offset;

  private final Map<Long, Long> hiddenUntil = new HashMap<>();
  private final Map<Long, Integer> deliveries = new HashMap<>();
  private final List<Receipt> receipts = new ArrayList<>();
  private List<Long> lastPop = List.of();
  private String lastAttempt;

  private record Receipt(long offset, long popTime) {}

  /** What a group does next; numbers are taken as the step needs them. */
  private record Step(Kind kind, int number, int millis) {}

  private enum Kind {
    POP,
    SAME_ATTEMPT,
    ACK,
    CHANGE,
    WAIT,
    RESTART,
    RESET
  }

  @BeforeContainer
  static void makeFolder() throws IOException {
    folder = Files.createTempDirectory("ordered-pop-");
  }

  @AfterContainer
  static void deleteFolder() throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @BeforeTry
  void open() {
    fixture = fixture == null ? new OrderInfoFixture(folder) : fixture;
    receipts.clear();
    reset(0);
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequency(
            Tuple.of(6, Kind.POP),
            Tuple.of(1, Kind.SAME_ATTEMPT),
            Tuple.of(8, Kind.ACK),
            Tuple.of(2, Kind.CHANGE),
            Tuple.of(4, Kind.WAIT),
            Tuple.of(1, Kind.RESTART),
            Tuple.of(1, Kind.RESET));
    return Combinators.combine(kinds, Arbitraries.integers().between(0, 40), waits())
        .as(Step::new)
        .list()
        .ofMaxSize(60);
  }

  private static Arbitrary<Integer> waits() {
    return Arbitraries.integers().between(1, 3_000);
  }

  @Property
  void shouldKeepTheOrder(@ForAll("histories") List<Step> history) {
    for (Step step : history) {
      switch (step.kind) {
        case POP -> pop("A" + receipts.size(), step);
        case SAME_ATTEMPT -> pop(lastAttempt, step);
        case ACK -> ack(step);
        case CHANGE -> change(step);
        case WAIT -> advance(step.millis);
        case RESTART -> {
          fixture.orders.doWork();
          fixture.open();
        }
        case RESET -> reset(step.number);
      }
    }
  }

  private boolean mayPop(String attempt) {
    boolean same = attempt != null && attempt.equals(lastAttempt);
    long now = fixture.clock.millis();
    return same || hiddenUntil.values().stream().allMatch(until -> until <= now);
  }

  private void pop(String attempt, Step step) {
    advance(1); // a pop has a time of its own
    boolean blocked = fixture.orders.isBlocked(QUEUE, attempt, step.millis);
    assertThat(blocked).isNotEqualTo(mayPop(attempt));
    if (blocked) {
      return;
    }
    boolean same = attempt != null && attempt.equals(lastAttempt);
    long now = fixture.clock.millis();
    List<Long> got = LongStream.range(offset, offset + 1 + step.number % 32).boxed().toList();
    Map<Long, Integer> counts = fixture.orders.update(QUEUE, attempt, now, step.millis, got);

    if (!same) {
      deliveries.keySet().retainAll(lastPop);
      lastPop.forEach(it -> deliveries.merge(it, 1, Integer::sum));
    }
    deliveries.keySet().retainAll(got);
    assertThat(counts).isEqualTo(deliveries);
    hiddenUntil.clear();
    for (long each : got) {
      hiddenUntil.put(each, now + step.millis);
      receipts.add(new Receipt(each, now));
    }
    lastPop = got;
    lastAttempt = attempt;
  }

  private boolean isCurrent(Receipt receipt) {
    return lastPop.contains(receipt.offset) && receipts.lastIndexOf(receipt) >= firstOfLastPop();
  }

  private int firstOfLastPop() {
    return receipts.size() - lastPop.size();
  }

  private void ack(Step step) {
    if (receipts.isEmpty()) {
      return;
    }
    Receipt receipt = receipts.get(Math.max(0, receipts.size() - 1 - step.number));
    long next = fixture.orders.commitAndNext(QUEUE, receipt.offset, receipt.popTime);
    if (lastPop.isEmpty()) {
      assertThat(next).as("after a reset nothing is known").isEqualTo(receipt.offset + 1);
    } else if (isCurrent(receipt)) {
      hiddenUntil.remove(receipt.offset);
      long last = lastPop.get(lastPop.size() - 1);
      offset = hiddenUntil.isEmpty() ? last + 1 : new TreeSet<>(hiddenUntil.keySet()).first();
      assertThat(next).isEqualTo(offset);
    } else {
      assertThat(next).isEqualTo(ConsumerOrderInfoManager.STALE);
    }
  }

  private void change(Step step) {
    if (receipts.isEmpty()) {
      return;
    }
    Receipt receipt = receipts.get(Math.max(0, receipts.size() - 1 - step.number));
    long until = fixture.clock.millis() + step.millis;
    fixture.orders.changeInvisible(QUEUE, receipt.offset, receipt.popTime, until);
    if (isCurrent(receipt)) {
      hiddenUntil.computeIfPresent(receipt.offset, (key, old) -> until);
    }
  }

  /** Who waits hears of it exactly when the queue becomes free. */
  private void advance(long millis) {
    long now = fixture.clock.millis();
    long freeAt = hiddenUntil.values().stream().mapToLong(it -> it).max().orElse(0);
    fixture.released.clear();
    fixture.clock.advance(millis);
    fixture.releases.doWork();
    boolean becameFree = freeAt > now && freeAt <= now + millis;
    assertThat(fixture.released).hasSize(becameFree ? 1 : 0);
  }

  private void reset(long to) {
    fixture.orders.clear(QUEUE);
    offset = to;
    hiddenUntil.clear();
    deliveries.clear();
    lastPop = List.of();
    lastAttempt = null;
  }
}
