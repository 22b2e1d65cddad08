package io.glassmq.labs.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.labs.LabContract;
import io.glassmq.labs.Meaning;
import io.glassmq.labs.Step;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of a lab so small that every way to get it wrong fits into a test. */
@LabContract(1)
public abstract class SumContract {

  /** The port of that lab. */
  public interface Sum {
    int add(int a, int b);

    int total(int... numbers);
  }

  protected abstract Sum sum();

  @Nested
  @Step(1)
  @Meaning("offsets would be wrong")
  class Add {
    @Test
    void shouldAddTwoNumbers() {
      assertThat(sum().add(1, 2)).as("1 + 2").isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7})
    void shouldAddNothing(int number) {
      assertThat(sum().add(number, 0)).as("%d + 0", number).isEqualTo(number);
    }
  }

  @Nested
  @Step(2)
  @Meaning(value = "the size of a batch would be wrong", hint = 2)
  class Total {
    @Test
    void shouldAddAllNumbers() {
      assertThat(sum().total(1, 2, 3)).as("1 + 2 + 3").isEqualTo(6);
    }
  }
}
