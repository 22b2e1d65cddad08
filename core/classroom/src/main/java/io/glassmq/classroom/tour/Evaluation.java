package io.glassmq.classroom.tour;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.ArrayReference;
import com.sun.jdi.Field;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.LocalVariable;
import com.sun.jdi.Method;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Looks at variables, fields and answers of methods, in the frame where a thread is stopped. */
final class Evaluation {
  private final ThreadReference thread;
  private final Invocation invocation;

  /**
   * @param thread stopped at a breakpoint
   */
  Evaluation(ThreadReference thread) {
    this.thread = thread;
    this.invocation = new Invocation(thread);
  }

  /**
   * What {@code expression} shows.
   *
   * @throws IllegalArgumentException if it names something that is not there; the message says what
   *     is
   */
  String show(Expression expression) {
    Value value = null;
    for (int i = 0; i < expression.steps().size(); i++) {
      Expression.Step step = expression.steps().get(i);
      value = i == 0 ? first(step) : next(value, step);
    }
    return Shown.of(value, invocation);
  }

  /** All variables that are visible here, and {@code this}. */
  Map<String, String> variables() {
    Map<String, Value> values = new LinkedHashMap<>();
    StackFrame frame = frame();
    if (frame.thisObject() != null) {
      values.put("this", frame.thisObject());
    }
    for (LocalVariable variable : visible(frame)) {
      values.put(variable.name(), frame.getValue(variable));
    }
    Map<String, String> shown = new LinkedHashMap<>();
    values.forEach((name, value) -> shown.put(name, Shown.of(value, invocation)));
    return shown;
  }

  private StackFrame frame() {
    try {
      return thread.frame(0);
    } catch (IncompatibleThreadStateException e) {
      throw new IllegalStateException("the thread is not stopped: " + thread.name(), e);
    }
  }

  private static List<LocalVariable> visible(StackFrame frame) {
    try {
      return frame.visibleVariables();
    } catch (AbsentInformationException e) {
      return List.of(); // compiled without -g: nothing to show
    }
  }

  private Value first(Expression.Step step) {
    StackFrame frame = frame();
    ObjectReference self = frame.thisObject();
    if (step instanceof Expression.Call call) {
      if (self == null) {
        throw new IllegalArgumentException("there is no this to call " + call.method() + "() on");
      }
      return call(self, call);
    }
    String name = ((Expression.Name) step).name();
    if (name.equals("this") && self != null) {
      return self;
    }
    for (LocalVariable variable : visible(frame)) {
      if (variable.name().equals(name)) {
        return frame.getValue(variable);
      }
    }
    for (ObjectReference at = self; at != null; at = outer(at)) {
      for (String field : List.of(name, "val$" + name)) {
        if (at.referenceType().fieldByName(field) != null) {
          return field(at, field);
        }
      }
    }
    ReferenceType type = frame.location().declaringType();
    Field constant = type.fieldByName(name);
    if (constant != null && constant.isStatic()) {
      return type.getValue(constant);
    }
    throw new IllegalArgumentException("there is no " + name + " here, but " + names(frame));
  }

  /** The object of the class around, of which {@code object} is an inner one. */
  private static ObjectReference outer(ObjectReference object) {
    return object.referenceType().fields().stream()
        .filter(field -> field.name().startsWith("this$"))
        .findFirst()
        .map(field -> (ObjectReference) object.getValue(field))
        .orElse(null);
  }

  private static String names(StackFrame frame) {
    Stream<String> variables = visible(frame).stream().map(LocalVariable::name);
    Stream<String> fields =
        frame.location().declaringType().allFields().stream()
            .map(Field::name)
            .filter(name -> !name.contains("$"));
    return String.join(", ", new TreeSet<>(Stream.concat(variables, fields).toList()));
  }

  private Value next(Value value, Expression.Step step) {
    if (step instanceof Expression.Index index) {
      return element(value, index.index());
    }
    if (value instanceof ArrayReference array
        && step instanceof Expression.Name name
        && name.name().equals("length")) {
      return array.virtualMachine().mirrorOf(array.length());
    }
    if (!(value instanceof ObjectReference object)) {
      throw new IllegalArgumentException(
          step + " of " + (value == null ? "null" : "a " + value.type().name()));
    }
    return step instanceof Expression.Call call
        ? call(object, call)
        : field(object, ((Expression.Name) step).name());
  }

  private Value element(Value value, int index) {
    if (value instanceof ArrayReference array) {
      if (index >= array.length()) {
        throw new IllegalArgumentException("[" + index + "] of " + array.length() + " elements");
      }
      return array.getValue(index);
    }
    if (value instanceof ObjectReference list) {
      return call(list, new Expression.Call("get", List.of((long) index)));
    }
    throw new IllegalArgumentException("[" + index + "] of " + value);
  }

  private static Value field(ObjectReference object, String name) {
    Field field = object.referenceType().fieldByName(name);
    if (field == null) {
      throw new IllegalArgumentException(
          Shown.simple(object.referenceType().name())
              + " has no field "
              + name
              + ", but "
              + new TreeSet<>(
                  object.referenceType().allFields().stream().map(Field::name).toList()));
    }
    return object.getValue(field);
  }

  private Value call(ObjectReference object, Expression.Call call) {
    // Public ones first: a private twin of the JDK may take an address, and end the JVM.
    List<Method> methods =
        object.referenceType().methodsByName(call.method()).stream()
            .sorted(Comparator.comparing(Method::isPublic).reversed())
            .toList();
    for (Method method : methods) {
      List<Value> arguments = arguments(method, call.arguments());
      if (!method.isStatic() && !method.isAbstract() && arguments != null) {
        return invocation.call(object, method, arguments);
      }
    }
    throw new IllegalArgumentException(
        Shown.simple(object.referenceType().name())
            + " has no method "
            + call.method()
            + " with these arguments");
  }

  /** What {@code method} is given for the literals; null if it takes something else. */
  private static List<Value> arguments(Method method, List<Object> literals) {
    List<String> types = method.argumentTypeNames();
    if (types.size() != literals.size()) {
      return null;
    }
    var vm = method.virtualMachine();
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      String type = types.get(i);
      Object literal = literals.get(i);
      boolean isObject = type.contains(".");
      if (literal == null && isObject) {
        values.add(null);
      } else if (literal instanceof String text && isObject && !type.startsWith("java.util")) {
        values.add(vm.mirrorOf(text));
      } else if (literal instanceof Long number && type.equals("int")) {
        values.add(vm.mirrorOf(number.intValue()));
      } else if (literal instanceof Long number && type.equals("long")) {
        values.add(vm.mirrorOf(number.longValue()));
      } else if (literal instanceof Boolean flag && type.equals("boolean")) {
        values.add(vm.mirrorOf(flag));
      } else {
        return null;
      }
    }
    return values;
  }
}
