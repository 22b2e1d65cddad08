package io.glassmq.broker.pop;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.broker.offset.PopQueue;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReputBackOffTest {
  private static final long POPPED_AT = 1_795_324_000_000L;
  private static final MergeKey POP =
      new MergeKey(new PopQueue("Orders", "readers", 1), "broker-a", 40, POPPED_AT);
  private static final long OVER_AT = POPPED_AT + 60_000;

  private static PopCheckPoint failed(int times) {
    return new PopCheckPoint(POP, 60_000, List.of(0, 1, 5), 1, 77, times, true);
  }

  @Test
  void shouldMakeACheckPointOfItsOwnForTheMessage() {
    PopCheckPoint next = new ReputBackOff(true).next(failed(0), 45, OVER_AT).orElseThrow();

    assertThat(next)
        .isEqualTo(
            new PopCheckPoint(
                new MergeKey(POP.queue(), "broker-a", 45, POPPED_AT),
                70_000,
                List.of(0),
                0,
                0,
                1,
                true));
  }

  @Test
  void shouldWaitLongerEachTime() {
    var backOff = new ReputBackOff(true);

    assertThat(List.of(0, 1, 4, 15, 16, 17, 100))
        .extracting(times -> backOff.next(failed(times), 40, OVER_AT).orElseThrow())
        .extracting(next -> next.invisibleTime() - 60_000)
        .containsExactly(
            10_000L, 20_000L, 120_000L, 3_600_000L, 7_200_000L, 7_200_000L, 7_200_000L);
  }

  @Test
  void shouldNotWaitLongerThanTheMessageIsHiddenAnyway() {
    PopCheckPoint next = new ReputBackOff(true).next(failed(3), 40, OVER_AT - 1).orElseThrow();

    assertThat(next.invisibleTime()).isEqualTo(60_000);
  }

  @Test
  void shouldComeToAnEndOnlyIfThatIsWanted() {
    assertThat(new ReputBackOff(false).next(failed(16), 40, OVER_AT)).isPresent();
    assertThat(new ReputBackOff(false).next(failed(17), 40, OVER_AT)).isEmpty();
    assertThat(new ReputBackOff(true).next(failed(17), 40, OVER_AT)).isPresent();
  }
}
