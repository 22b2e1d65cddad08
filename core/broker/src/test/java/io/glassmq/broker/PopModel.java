package io.glassmq.broker;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What pop promises, in the plainest terms. It knows nothing of check points and logs: only of
 * messages that lie in queues, and of <em>claims</em>.
 *
 * <p>Whoever pops a message has a claim on it. An acknowledgement that comes in time ends the claim
 * for good. Else the message comes back, once, when the claim's time is over, and counts one more.
 * To change the invisible time is to acknowledge the claim and to get another one.
 *
 * <ul>
 *   <li>PM-1: a message is handed out after it was sent, and after a claim on it was over, never
 *       else; so nobody gets it while it is invisible, nor after its acknowledgement.
 *   <li>PM-2: it says how often it came back.
 *   <li>PM-3: who asks for more messages than there are gets all of them: none is lost.
 *   <li>PM-4: the messages of a queue are handed out in order, and the group's offset is never past
 *       a message that nobody got.
 *   <li>PM-5: after a crash, messages behind the group's offset on disk may come once more, and so
 *       may what claims bring back that were not acknowledged. Nothing else may.
 * </ul>
 *
 * <p>Where a promise is not exact the model is undecided, and both is right: an acknowledgement
 * that comes late, but before the message came back; what waits while the store refuses to work.
 */
final class PopModel {
  /** So long after its time a message may take to come back. */
  static final long REVIVE_MILLIS = 4_000;

  /** Of claims that may have brought a message back, the one that did so most likely comes last. */
  private static final Comparator<Claim> EXPECTED_LAST =
      Comparator.<Claim, Boolean>comparing(it -> it.mustReturn && it.acked == Is.NO)
          .thenComparing(it -> -it.message.handle().reviveTime());

  private final Map<Place, Stored> queues = new HashMap<>();
  private final List<Claim> claims = new ArrayList<>();
  private long now;
  private int crashes;

  private enum Is {
    YES,
    NO,
    PERHAPS
  }

  /** A queue, of the topic or of its retry topic. */
  record Queue(boolean retry, int queueId) {
    static Queue of(Popped message) {
      return new Queue(message.isRetry(), message.handle().queueId());
    }
  }

  private record Place(Queue queue, long offset) {
    static Place of(Popped message) {
      return new Place(Queue.of(message), message.handle().queueOffset());
    }
  }

  /** A message where it lies. */
  private static final class Stored {
    final String text;
    final int reconsumeTimes;
    Is toCome;

    Stored(String text, int reconsumeTimes, Is toCome) {
      this.text = text;
      this.reconsumeTimes = reconsumeTimes;
      this.toCome = toCome;
    }
  }

  /** Somebody has a message in hand. */
  private static final class Claim {
    final Popped message;
    Is acked = Is.NO;

    /** Whether its time is over, or once was before somebody put the clock back. */
    boolean isOver;

    /** Whether there was even time to bring the message back. */
    boolean isDue;

    /** Whether the message must come back unless it is acknowledged. */
    boolean mustReturn = true;

    /** How often it may come back. */
    int mayReturn = 1;

    Claim(Popped message) {
      this.message = message;
    }

    void time(long now) {
      long overAt = message.handle().reviveTime();
      isOver |= overAt <= now;
      isDue |= overAt + REVIVE_MILLIS <= now;
    }

    @Override
    public String toString() {
      return "[%s, over at %d, acked %s, may return %d]"
          .formatted(message, message.handle().reviveTime(), acked, mayReturn);
    }
  }

  /** The clock says so now; it may have been put back. */
  void time(long millis) {
    now = millis;
    claims.forEach(claim -> claim.time(now));
  }

  void sent(String text, int queueId, long offset) {
    queues.put(new Place(new Queue(false, queueId), offset), new Stored(text, 0, Is.YES));
  }

  /**
   * @param enough whether the consumer got as many as it wanted
   */
  void popped(List<Popped> messages, boolean enough) {
    Set<String> due = due();
    for (Popped message : messages) {
      take(message);
      due.remove(message.text());
    }
    if (!enough && !due.isEmpty()) {
      throw new AssertionError("PM-3: these should have come, too: " + due);
    }
    messages.forEach(message -> claims.add(new Claim(message)));
  }

  private Set<String> due() {
    Stream<String> waiting =
        queues.values().stream().filter(it -> it.toCome == Is.YES).map(it -> it.text);
    Stream<String> over =
        claims.stream()
            .filter(it -> it.acked == Is.NO && it.mustReturn && it.isDue)
            .map(it -> it.message.text());
    Set<String> due = new TreeSet<>();
    Stream.concat(waiting, over).forEach(due::add);
    return due;
  }

  private void take(Popped message) {
    Place place = Place.of(message);
    Stored there = queues.get(place);
    if (there == null) {
      comeBack(message);
      there = new Stored(message.text(), message.reconsumeTimes(), Is.YES);
      queues.put(place, there);
    }
    if (there.toCome == Is.NO || !there.text.equals(message.text())) {
      throw new AssertionError(
          "PM-1: %s was handed out at this place before: %s".formatted(there.text, message));
    }
    if (there.reconsumeTimes != message.reconsumeTimes()) {
      throw new AssertionError("PM-2: it had come back less or more often: " + message);
    }
    there.toCome = Is.NO;
    skipBefore(place);
  }

  private void comeBack(Popped message) {
    List<Claim> known =
        claims.stream().filter(it -> it.message.text().equals(message.text())).toList();
    Claim over =
        known.stream()
            .filter(it -> it.acked != Is.YES && it.mayReturn > 0 && it.isOver)
            .filter(it -> it.message.reconsumeTimes() + 1 == message.reconsumeTimes())
            .filter(it -> message.isRetry())
            .max(EXPECTED_LAST)
            .orElseThrow(
                () ->
                    new AssertionError(
                        "PM-1: at %d no claim that is over brings %s back; there are %s"
                            .formatted(now, message, known)));
    over.mayReturn--;
    over.mustReturn = false;
    over.acked = Is.NO;
  }

  /** Nobody gets what lies before this place any more. */
  private void skipBefore(Place place) {
    queues.forEach(
        (other, it) -> {
          if (other.queue.equals(place.queue) && other.offset < place.offset) {
            if (it.toCome == Is.YES) {
              throw new AssertionError("PM-4: nobody got %s, before %s".formatted(it.text, place));
            }
            it.toCome = Is.NO;
          }
        });
  }

  void acked(Popped message) {
    acked(message, Is.YES);
  }

  /** The broker could not write down all acknowledgements of a request. */
  void perhapsAcked(Popped message) {
    acked(message, Is.PERHAPS);
  }

  private void acked(Popped message, Is acked) {
    claims.stream()
        .filter(it -> it.message.equals(message))
        .filter(it -> it.acked != Is.YES && it.mayReturn > 0)
        .forEach(it -> it.acked = it.isOver ? Is.PERHAPS : acked);
  }

  /** A message has a new handle. */
  void changed(Popped message) {
    claims.add(new Claim(message));
  }

  /** The store has refused something; nobody knows when what was in work goes on. */
  void disturbed() {
    claims.forEach(it -> it.mustReturn = false);
  }

  /**
   * @param offsets where the group is in a queue since then
   */
  void crashed(ToLongFunction<Queue> offsets) {
    crashes++;
    queues.forEach(
        (place, it) -> {
          if (it.toCome == Is.NO && place.offset >= offsets.applyAsLong(place.queue)) {
            it.toCome = Is.PERHAPS;
          }
        });
    claims.stream()
        .filter(it -> it.acked != Is.YES)
        .forEach(
            it -> {
              it.mayReturn += 1 + crashes; // its check points are read again, the timer's again
              it.mustReturn = false;
            });
  }

  /**
   * @param offsets where the group is in a queue
   */
  void requireNothingSkipped(ToLongFunction<Queue> offsets) {
    queues.forEach(
        (place, it) -> {
          if (it.toCome == Is.YES && place.offset < offsets.applyAsLong(place.queue)) {
            throw new AssertionError("PM-4: the group's offset is past " + it.text);
          }
        });
  }

  /** Every message has come to somebody who acknowledged it, and was not too late. */
  void requireAllAcked(Collection<String> texts) {
    String lost =
        texts.stream()
            .filter(
                text ->
                    claims.stream()
                        .noneMatch(it -> it.acked != Is.NO && it.message.text().equals(text)))
            .collect(joining(", "));
    if (!lost.isEmpty()) {
      throw new AssertionError("PM-3: lost, for nobody could acknowledge them: " + lost);
    }
  }
}
