package io.glassmq.labs;

import org.opentest4j.AssertionFailedError;

/** A failure of a contract's test, with what it would mean for a real broker. */
public final class TaughtFailure extends AssertionFailedError {
  private final transient Throwable original;

  private TaughtFailure(String message, Object expected, Object actual, Throwable original) {
    super(message, expected, actual, original.getCause());
    this.original = original;
  }

  private TaughtFailure(String message, Throwable cause, Throwable original) {
    super(message, cause);
    this.original = original;
  }

  /** The failure as it came from the test. */
  public Throwable original() {
    return original;
  }

  static Throwable of(Throwable failure, Lesson lesson) {
    if (lesson.meaning().isEmpty() || isSkip(failure)) {
      return failure;
    }
    TaughtFailure taught = taught(failure, text(failure) + "\n\n" + lesson(lesson));
    taught.setStackTrace(failure.getStackTrace());
    return taught;
  }

  private static boolean isSkip(Throwable failure) {
    return failure instanceof org.opentest4j.IncompleteExecutionException;
  }

  private static TaughtFailure taught(Throwable failure, String message) {
    if (failure instanceof AssertionFailedError failed
        && failed.isExpectedDefined()
        && failed.isActualDefined()) {
      return new TaughtFailure(message, failed.getExpected(), failed.getActual(), failure);
    }
    // What a test asserts is told by its message; what the code threw, by its trace as well.
    return new TaughtFailure(
        message, failure instanceof AssertionError ? failure.getCause() : failure, failure);
  }

  /** What an assertion says, or what was thrown. */
  static String text(Throwable failure) {
    return failure instanceof AssertionError && failure.getMessage() != null
        ? failure.getMessage().strip()
        : "It threw " + failure;
  }

  private static String lesson(Lesson lesson) {
    return "In a real broker: %s\nHint %d of step %d helps: ./mq lab %d --step %d --hint"
        .formatted(lesson.meaning(), lesson.hint(), lesson.step(), lesson.lab(), lesson.step());
  }
}
