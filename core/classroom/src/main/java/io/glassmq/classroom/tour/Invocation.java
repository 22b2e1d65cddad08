package io.glassmq.classroom.tour;

import com.sun.jdi.ClassNotLoadedException;
import com.sun.jdi.ClassType;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.InvalidTypeException;
import com.sun.jdi.InvocationException;
import com.sun.jdi.Method;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.StringReference;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.Value;
import java.util.List;

/**
 * Calls methods of a demo's objects on the thread that is stopped; no other thread is held or let
 * go by it. Frames of that thread that were read before are worth nothing afterwards.
 */
record Invocation(ThreadReference thread) {
  static final String TO_STRING = "()Ljava/lang/String;";

  /**
   * @throws IllegalArgumentException if the method throws
   */
  Value call(ObjectReference object, Method method, List<? extends Value> arguments) {
    try {
      Value result =
          object.invokeMethod(thread, method, arguments, ObjectReference.INVOKE_SINGLE_THREADED);
      if (result instanceof ObjectReference reference) {
        reference.disableCollection(); // nobody in the demo may hold it; the demo ends soon
      }
      return result;
    } catch (InvocationException e) {
      throw new IllegalArgumentException(
          method.name() + "() throws " + Shown.simple(e.exception().referenceType().name()), e);
    } catch (InvalidTypeException | ClassNotLoadedException e) {
      throw new IllegalArgumentException(method.name() + "() takes other arguments", e);
    } catch (IncompatibleThreadStateException e) {
      throw new IllegalStateException("the thread is not stopped: " + thread.name(), e);
    }
  }

  /** What the object says of itself, or what went wrong with that. */
  String toString(ObjectReference object) {
    Method method =
        ((ClassType) object.referenceType()).concreteMethodByName("toString", TO_STRING);
    try {
      Value text = call(object, method, List.of());
      return text == null ? "null" : ((StringReference) text).value();
    } catch (IllegalArgumentException e) {
      return Shown.simple(object.referenceType().name()) + " (" + e.getMessage() + ")";
    }
  }
}
