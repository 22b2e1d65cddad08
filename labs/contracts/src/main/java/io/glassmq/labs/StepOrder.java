package io.glassmq.labs;

import static java.util.Comparator.comparingInt;

import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/** Runs the nested classes of a contract by the number of their step. */
final class StepOrder implements ClassOrderer {

  @Override
  public void orderClasses(ClassOrdererContext context) {
    context.getClassDescriptors().sort(comparingInt(StepOrder::step));
  }

  private static int step(ClassDescriptor type) {
    return type.findAnnotation(Step.class).map(Step::value).orElse(Integer.MAX_VALUE);
  }
}
