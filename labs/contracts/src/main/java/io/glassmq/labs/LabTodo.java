package io.glassmq.labs;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Says that a hole of a lab is still empty. The skeleton of a lab throws one in the place of each
 * piece of code that the learner is to write.
 *
 * <p>It is an error, not an exception, so that neither the broker nor a test takes it for a failed
 * request. A server may still catch it, on a thread of its own; so the first one is kept until the
 * test that runs has asked for it. May be made on any thread.
 */
public final class LabTodo extends Error {
  /**
   * The one state that all tests of a JVM share: from a broker's thread no other way leads back.
   */
  private static final AtomicReference<LabTodo> FIRST = new AtomicReference<>();

  private final String lab;
  private final String region;

  /**
   * @param lab the lab, such as {@code lab04}
   * @param region the name of the hole, such as {@code append-record}
   * @param what what to write there, in a sentence
   */
  public LabTodo(String lab, String region, String what) {
    super("LabTodo[%s/%s]: %s".formatted(lab, region, what));
    this.lab = lab;
    this.region = region;
    FIRST.compareAndSet(null, this);
  }

  /** The lab, such as {@code lab04}. */
  public String lab() {
    return lab;
  }

  /** The name of the hole, such as {@code append-record}. */
  public String region() {
    return region;
  }

  /** The first one since the running test began, on whichever thread; null if there was none. */
  static LabTodo first() {
    return FIRST.get();
  }

  /** A new test begins. */
  static void forgetAll() {
    FIRST.set(null);
  }
}
