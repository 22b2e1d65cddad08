package io.glassmq.classroom.tour;

import com.sun.jdi.Location;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A stack as a reader needs it: each frame of ours, and those of libraries folded. */
final class Stack {
  private static final String OURS = "io.glassmq.";

  private final List<Recording.Frame> frames = new ArrayList<>();
  private final Set<String> owners = new LinkedHashSet<>();
  private int others;

  /** Adds the next frame, from the innermost one. */
  void add(Location location) {
    String type = location.declaringType().name();
    if (type.contains("$$Lambda") || location.method().isBridge()) {
      return; // made by the compiler or the JVM; the next frame says the same
    }
    if (type.startsWith(OURS)) {
      fold();
      frames.add(
          new Recording.Frame(
              Shown.simple(type) + "." + method(location) + ":" + location.lineNumber(), 0));
    } else {
      String[] names = type.split("\\.");
      owners.add(names.length < 3 ? type : names[0] + "." + names[1]);
      others++;
    }
  }

  private static String method(Location location) {
    String name = location.method().name();
    // The compiler's name of a lambda tells the method around it: lambda$main$0.
    return name.startsWith("lambda$") ? name.split("\\$")[1] + "{…}" : name;
  }

  private void fold() {
    if (others > 0) {
      frames.add(new Recording.Frame(String.join(", ", owners), others));
      others = 0;
      owners.clear();
    }
  }

  List<Recording.Frame> frames() {
    fold();
    return List.copyOf(frames);
  }
}
