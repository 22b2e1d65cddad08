package io.glassmq.labs;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayNameGenerator;

/** Shows {@code shouldCountItsOwnFourBytes} as "should count its own four bytes". */
final class Sentences extends DisplayNameGenerator.Standard {

  @Override
  public String generateDisplayNameForNestedClass(List<Class<?>> enclosing, Class<?> type) {
    return sentence(type.getSimpleName());
  }

  @Override
  public String generateDisplayNameForMethod(
      List<Class<?>> enclosing, Class<?> type, Method method) {
    return sentence(method.getName());
  }

  static String sentence(String name) {
    return name.replaceAll(
            "(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=[0-9])", " ")
        .toLowerCase(Locale.ROOT);
  }
}
