package io.glassmq.client.impl.producer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BackPressureTest {
  private static final int MOST_BYTES = 1_000;

  private final BackPressure pressure = new BackPressure(2, MOST_BYTES);

  private Runnable enter(int size) throws InterruptedException {
    return pressure.enter(size, 0);
  }

  @Test
  void shouldLetInSoManyMessages() throws Exception {
    Runnable first = enter(1);
    enter(1);

    assertThat(enter(1)).isNull();
    first.run();
    assertThat(enter(1)).isNotNull();
  }

  @Test
  void shouldLetInSoManyBytes() throws Exception {
    Runnable big = enter(900);

    assertThat(enter(101)).isNull();
    assertThat(enter(100)).as("the one that had to stay out took nothing along").isNotNull();
    big.run();
    assertThat(enter(900)).isNotNull();
  }

  @Test
  void shouldLetInAMessageThatIsLargerThanAllRoomWhenItIsAlone() throws Exception {
    Runnable huge = enter(MOST_BYTES + 1);

    assertThat(enter(1)).isNull();
    huge.run();
    assertThat(enter(MOST_BYTES)).isNotNull();
  }
}
