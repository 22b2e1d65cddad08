package io.glassmq.labs;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayNameGenerator;

/** Shows {@code shouldAddOne_CL3} as "should add one (CL-3)". */
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

  /** The words; a rule's number at the end of the name is left as it is, such as {@code CL-3}. */
  static String sentence(String name) {
    String rule = name.replaceFirst("^.*_([A-Z]{2})(\\d+)$", " ($1-$2)");
    String words = rule.equals(name) ? name : name.substring(0, name.lastIndexOf('_'));
    return words
            .replaceAll(
                "(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=[0-9])", " ")
            .toLowerCase(Locale.ROOT)
        + (rule.equals(name) ? "" : rule);
  }
}
