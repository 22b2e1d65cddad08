package io.glassmq.labs;

import static org.junit.platform.commons.support.AnnotationSupport.findAnnotation;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What stands on a test about the lab that it belongs to.
 *
 * @param lab the number of the lab, 0 if nothing says it
 * @param step the number of the step, 0 if nothing says it
 * @param meaning what its failure would mean for a real broker; empty if nothing says it
 * @param hint the hint to open
 */
public record Lesson(int lab, int step, String meaning, int hint) {

  /** The lesson of a test; the method speaks before its class, that before the classes around. */
  public static Lesson of(Class<?> type, Method method) {
    Optional<Meaning> meaning =
        findAnnotation(method, Meaning.class).or(() -> nearest(type, Meaning.class));
    return new Lesson(
        nearest(type, LabContract.class).map(LabContract::value).orElse(0),
        nearest(type, Step.class).map(Step::value).orElse(0),
        meaning.map(Meaning::value).orElse(""),
        meaning.map(Meaning::hint).orElse(1));
  }

  private static <A extends Annotation> Optional<A> nearest(Class<?> type, Class<A> annotation) {
    return Stream.<Class<?>>iterate(type, at -> at != null, Class::getEnclosingClass)
        .flatMap(at -> findAnnotation(at, annotation).stream())
        .findFirst();
  }
}
