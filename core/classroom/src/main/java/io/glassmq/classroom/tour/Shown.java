package io.glassmq.classroom.tour;

import com.sun.jdi.ArrayReference;
import com.sun.jdi.ByteValue;
import com.sun.jdi.CharValue;
import com.sun.jdi.ClassType;
import com.sun.jdi.Field;
import com.sun.jdi.Method;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.PrimitiveValue;
import com.sun.jdi.StringReference;
import com.sun.jdi.Value;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A value as a debugger shows it, in one line; the same in every run as far as it can be. */
final class Shown {
  private static final int LONGEST = 160;
  private static final int MOST_ELEMENTS = 10;
  private static final int MOST_BYTES = 16;
  private static final Set<String> BOXES =
      Set.of("Integer", "Long", "Short", "Byte", "Character", "Boolean", "Double", "Float");

  /** What differs from run to run: the hash behind the name of a class. */
  private static final Pattern HASH = Pattern.compile("@[0-9a-f]{3,8}\\b");

  private static final Pattern PACKAGE = Pattern.compile("\\b(?:[a-z][a-z0-9_]*\\.)+(?=[A-Z])");

  private Shown() {}

  /** The text for {@code value}; asks its {@code toString} on the stopped thread. */
  static String of(Value value, Invocation invocation) {
    if (value == null) {
      return "null";
    }
    if (value instanceof CharValue) {
      return "'" + value + "'";
    }
    if (value instanceof PrimitiveValue) {
      return value.toString();
    }
    if (value instanceof StringReference string) {
      return '"' + shortened(string.value()) + '"';
    }
    if (value instanceof ArrayReference array) {
      return array(array, invocation);
    }
    return object((ObjectReference) value, invocation);
  }

  private static String object(ObjectReference object, Invocation invocation) {
    String name = object.referenceType().name();
    String simple = simple(name);
    if (name.startsWith("java.lang.") && BOXES.contains(simple)) {
      Field field = object.referenceType().fieldByName("value");
      return of(object.getValue(field), invocation);
    }
    if (name.contains("$$Lambda")) {
      return "lambda of " + simple(name.substring(0, name.indexOf("$$Lambda")));
    }
    if (object.referenceType() instanceof ClassType type && describesItself(type)) {
      String text = invocation.toString(object);
      return shortened(PACKAGE.matcher(HASH.matcher(text).replaceAll("")).replaceAll(""));
    }
    return simple;
  }

  private static boolean describesItself(ClassType type) {
    Method method = type.concreteMethodByName("toString", Invocation.TO_STRING);
    return method != null && !method.declaringType().name().equals("java.lang.Object");
  }

  /** The name of a class without its package; one without a name is called as where it stands. */
  static String simple(String className) {
    String name = className.substring(className.lastIndexOf('.') + 1);
    return name.replaceFirst("\\$\\d+$", "{…}").replace('$', '.');
  }

  private static String array(ArrayReference array, Invocation invocation) {
    String type = simple(array.type().name().replaceFirst("\\[]$", ""));
    String size = "[" + array.length() + "]";
    if (array.length() == 0) {
      return type + size;
    }
    if (array.getValue(0) instanceof ByteValue) {
      return type + size + " " + bytes(array);
    }
    String elements =
        array.getValues(0, Math.min(array.length(), MOST_ELEMENTS)).stream()
            .map(element -> of(element, invocation))
            .collect(Collectors.joining(", "));
    return type
        + size
        + " {"
        + shortened(elements)
        + (array.length() > MOST_ELEMENTS ? ", …}" : "}");
  }

  private static String bytes(ArrayReference array) {
    int length = Math.min(array.length(), LONGEST);
    var text = new StringBuilder();
    var hex = new StringBuilder();
    boolean readable = array.length() <= LONGEST;
    for (Value element : array.getValues(0, length)) {
      byte value = ((ByteValue) element).value();
      readable &= value >= ' ' && value < 127;
      text.append((char) value);
      if (hex.length() < MOST_BYTES * 3) {
        hex.append(String.format(" %02x", value));
      }
    }
    if (readable) {
      return '"' + text.toString() + '"';
    }
    return hex.substring(1) + (array.length() > MOST_BYTES ? " …" : "");
  }

  private static String shortened(String text) {
    String line = text.replace("\n", "\\n").replace("\r", "\\r").replaceAll("\\p{Cntrl}", ".");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
  }
}
