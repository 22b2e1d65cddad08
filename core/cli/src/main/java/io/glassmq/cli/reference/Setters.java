package io.glassmq.cli.reference;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What can be set of an object. By reflection, for nobody keeps a list of a hundred getters in step
 * by hand.
 */
final class Setters {
  private Setters() {}

  /**
   * The properties that {@code type} itself has a setter for, with their values in {@code object};
   * by name.
   */
  static Map<String, String> of(Class<?> type, Object object) {
    Map<String, String> values = new TreeMap<>();
    for (Method setter : type.getDeclaredMethods()) {
      String property = setter.getName().substring(Math.min(3, setter.getName().length()));
      if (setter.getName().startsWith("set")
          && setter.getParameterCount() == 1
          && Modifier.isPublic(setter.getModifiers())) {
        values.put(
            Character.toLowerCase(property.charAt(0)) + property.substring(1),
            text(value(type, object, property)));
      }
    }
    return values;
  }

  private static Object value(Class<?> type, Object object, String property) {
    try {
      Method getter =
          Arrays.stream(type.getMethods())
              .filter(it -> it.getName().matches("(get|is)" + property))
              .filter(it -> it.getParameterCount() == 0)
              .findFirst()
              .orElseThrow();
      return getter.invoke(object);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName() + " does not tell its " + property, e);
    }
  }

  private static String text(Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Duration time) {
      return time.toSeconds() + " s";
    }
    if (value instanceof long[] numbers) {
      return Arrays.toString(numbers);
    }
    if (value instanceof Collection<?> many) {
      return many.stream().map(Setters::text).collect(Collectors.joining(", "));
    }
    boolean isPart =
        value.getClass().getName().startsWith("io.glassmq.") && !(value instanceof Enum);
    return isPart ? value.getClass().getSimpleName() : value.toString();
  }
}
