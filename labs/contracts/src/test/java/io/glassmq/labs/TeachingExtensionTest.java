package io.glassmq.labs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.opentest4j.AssertionFailedError;

class TeachingExtensionTest {

  /** A contract with every way to fail. Disabled for those who run all tests of the module. */
  @LabContract(9)
  @Disabled("is run by the tests around it")
  static class Fixture {

    @Nested
    @Step(2)
    @Meaning("second things would go wrong")
    class Second {
      @Test
      void shouldCompare() {
        assertThat(41).as("the answer").isEqualTo(42);
      }

      @Test
      @Meaning(value = "nobody would know", hint = 3)
      void shouldNotThrow() {
        throw new IllegalStateException("no queue 7");
      }
    }

    @Nested
    @Step(1)
    class First {
      @Test
      void shouldPass() {
        assertThat(1).isEqualTo(1);
      }

      @Test
      void shouldTellWhichHoleIsEmpty() {
        throw new LabTodo("lab09", "first-hole", "Return 1.");
      }

      @Test
      void shouldSeeAHoleThatSomebodyCaught() throws InterruptedException {
        var broker = new Thread(() -> new LabTodo("lab09", "swallowed", "Return 2."));
        broker.start();
        broker.join();
      }
    }
  }

  private static final Map<String, TestExecutionResult> RESULTS = run(Fixture.class);

  private static Map<String, TestExecutionResult> run(Class<?> contract) {
    Map<String, TestExecutionResult> results = new LinkedHashMap<>();
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(contract))
            .configurationParameter("junit.jupiter.conditions.deactivate", "*Disabled*")
            .build();
    LauncherFactory.create()
        .execute(
            request,
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                  results.put(test.getDisplayName(), result);
                }
              }
            });
    return results;
  }

  private static Throwable failure(String test) {
    return RESULTS.get(test).getThrowable().orElseThrow();
  }

  @Test
  void shouldRunStepsInTheirOrderAndShowSentences() {
    List<String> names = new ArrayList<>(RESULTS.keySet());

    assertThat(names.subList(0, 3))
        .containsExactlyInAnyOrder(
            "should pass",
            "should tell which hole is empty",
            "should see a hole that somebody caught");
    assertThat(names.subList(3, 5)).containsExactlyInAnyOrder("should compare", "should not throw");
  }

  @Test
  void shouldKeepTheNumberOfARule() {
    assertThat(Sentences.sentence("shouldKeepAQueue_CL3")).isEqualTo("should keep a queue (CL-3)");
    assertThat(Sentences.sentence("shouldReadUTF8In4Bytes"))
        .isEqualTo("should read utf 8 in 4 bytes");
  }

  @Test
  void shouldLetATestPass() {
    assertThat(RESULTS.get("should pass").getStatus())
        .isEqualTo(TestExecutionResult.Status.SUCCESSFUL);
  }

  @Test
  void shouldShowAnEmptyHoleAsItIs() {
    assertThat(failure("should tell which hole is empty"))
        .isInstanceOf(LabTodo.class)
        .hasMessage("LabTodo[lab09/first-hole]: Return 1.");
  }

  @Test
  void shouldFailForAHoleThatWasReachedOnAnotherThread() {
    assertThat(failure("should see a hole that somebody caught"))
        .hasMessage("LabTodo[lab09/swallowed]: Return 2.");
  }

  @Test
  void shouldAddMeaningAndHintToAnAssertion() {
    assertThat(failure("should compare"))
        .isInstanceOfSatisfying(
            AssertionFailedError.class,
            failed -> {
              assertThat(failed.getExpected().getStringRepresentation()).isEqualTo("42");
              assertThat(failed.getActual().getStringRepresentation()).isEqualTo("41");
            })
        .hasMessageStartingWith("[the answer]")
        .hasMessageEndingWith(
            """
            In a real broker: second things would go wrong
            Hint 1 of step 2 helps: ./mq lab 9 --step 2 --hint""");
  }

  @Test
  void shouldTellWhatTheCodeThrewAndWhere() {
    assertThat(failure("should not throw"))
        .hasMessageStartingWith("It threw java.lang.IllegalStateException: no queue 7")
        .hasMessageContaining("In a real broker: nobody would know")
        .hasMessageContaining("Hint 3 of step 2")
        .hasCauseInstanceOf(IllegalStateException.class);
  }
}
