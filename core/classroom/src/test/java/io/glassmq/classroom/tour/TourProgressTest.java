package io.glassmq.classroom.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which arrival counts as which stop. */
class TourProgressTest {
  private final TourProgress progress =
      new TourProgress(
          Fixture.tour(
              "{in: A, line: x, thread: main, says: s, name: send},"
                  + " {in: B, line: x, thread: pool_<n>, says: s},"
                  + " {in: C, line: x, thread: of_<group>_<n>, says: s, after: send},"
                  + " {in: A, line: x, thread: main, says: s}"));

  @Test
  void shouldCountEachStopOnceTheOneBeforeWasMet() {
    assertThat(progress.hasBegun()).isFalse();
    assertThat(progress.arrive(List.of(1, 4), "main")).isEqualTo(1);
    assertThat(progress.hasBegun()).isTrue();
    assertThat(progress.arrive(List.of(3), "of_readers_1")).isEqualTo(3);
    assertThat(progress.arrive(List.of(2), "pool_12")).isEqualTo(2);
    assertThat(progress.missed()).containsExactly(4);
    assertThat(progress.arrive(List.of(1, 4), "main")).isEqualTo(4);

    assertThat(progress.missed()).isEmpty();
    assertThat(progress.problems()).isEmpty();
  }

  @Test
  void shouldNotMindWhatComesAgain() {
    progress.arrive(List.of(1), "main");

    assertThat(progress.arrive(List.of(1), "other")).isZero();
    assertThat(progress.problems()).isEmpty();
  }

  @Test
  void shouldTellOnceWhatCameTooEarly() {
    assertThat(progress.arrive(List.of(2), "pool_1")).isZero();
    assertThat(progress.arrive(List.of(2), "pool_2")).isZero();

    assertThat(progress.problems()).containsExactly("stop 2 came before stop 1, on thread pool_1");
    assertThat(progress.missed()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void shouldTellWhichThreadWasAnotherOne() {
    progress.arrive(List.of(1), "main");
    progress.arrive(List.of(2), "pool_x");

    assertThat(progress.problems()).containsExactly("stop 2 is on thread pool_x, not on pool_<n>");
  }
}
