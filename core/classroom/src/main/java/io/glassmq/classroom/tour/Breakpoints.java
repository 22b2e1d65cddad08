package io.glassmq.classroom.tour;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.Location;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The breakpoints of all tours of a run. One that is wanted in a class that is not loaded yet is
 * set as soon as it is. Only the thread that hits one is held.
 *
 * <p>Not thread-safe.
 */
final class Breakpoints {
  /**
   * A breakpoint of a tour.
   *
   * @param number of its stop
   */
  record Target(TourRun run, int number) {
    Place place() {
      return run.place(number);
    }
  }

  private final VirtualMachine vm;
  private final Map<Target, Optional<BreakpointRequest>> wanted = new HashMap<>();
  private final Set<String> watched = new HashSet<>();

  Breakpoints(VirtualMachine vm) {
    this.vm = vm;
  }

  void want(List<Target> targets) {
    for (Target target : targets) {
      String className = target.place().className();
      if (watched.add(className)) {
        watch(className);
        watch(className + "$*");
      }
      wanted.put(target, Optional.empty());
    }
    for (ReferenceType type : vm.allClasses()) {
      if (type.isPrepared() && watched.contains(topName(type))) {
        loaded(type);
      }
    }
  }

  private void watch(String filter) {
    ClassPrepareRequest request = vm.eventRequestManager().createClassPrepareRequest();
    request.addClassFilter(filter);
    request.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
    request.enable();
  }

  private static String topName(ReferenceType type) {
    String name = type.name();
    int nested = name.indexOf('$');
    return nested < 0 ? name : name.substring(0, nested);
  }

  /** Sets what is wanted in a class that has just been loaded. */
  void loaded(ReferenceType type) {
    for (Map.Entry<Target, Optional<BreakpointRequest>> entry : wanted.entrySet()) {
      Target target = entry.getKey();
      if (entry.getValue().isEmpty() && target.place().className().equals(topName(type))) {
        entry.setValue(location(type, target).map(location -> set(location, target)));
      }
    }
  }

  private static Optional<Location> location(ReferenceType type, Target target) {
    boolean lambda = target.run().stop(target.number()).lambda();
    try {
      // A line may have code in a method and in lambdas; the method's is meant unless said.
      return type.locationsOfLine(target.place().line()).stream()
          .min(
              Comparator.comparing((Location it) -> isLambda(it) != lambda)
                  .thenComparing(Location::codeIndex));
    } catch (AbsentInformationException e) {
      return Optional.empty(); // compiled without -g, as no class of ours is
    }
  }

  private static boolean isLambda(Location location) {
    return location.method().name().startsWith("lambda$");
  }

  private BreakpointRequest set(Location location, Target target) {
    BreakpointRequest request = vm.eventRequestManager().createBreakpointRequest(location);
    request.putProperty(Target.class, target);
    request.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
    request.enable();
    return request;
  }

  /** Takes away what is not needed any more. */
  void drop(Target target) {
    Optional<BreakpointRequest> request = wanted.remove(target);
    if (request != null) {
      request.ifPresent(EventRequest::disable);
    }
  }

  /** Whether the breakpoint could be set: there is code in that line of a class that was loaded. */
  boolean isSet(Target target) {
    return wanted.getOrDefault(target, Optional.empty()).isPresent();
  }
}
