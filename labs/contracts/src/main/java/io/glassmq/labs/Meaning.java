package io.glassmq.labs;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a failure of a test would mean for a real broker. Stands on the test, or on its class for
 * all tests that have none of their own; is added to the failure.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Meaning {
  /** One or two sentences that go on after "In a real broker: ". */
  String value();

  /** Which hint of the step to open: 1 is weak, 2 middle, 3 strong. */
  int hint() default 1;
}
