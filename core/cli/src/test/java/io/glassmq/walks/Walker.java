package io.glassmq.walks;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StringReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.EventRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A debugger that takes the walks: stops a program where a scene begins, sets a breakpoint on every
 * method of its walk, takes each off when it has been hit, and notes what differs from the page.
 *
 * <p>A scene begins only when the threads of its walk are at rest: what a client still does because
 * it has just been started is not what the scene shows.
 */
final class Walker {
  private static final int REST_MILLIS = 300;
  private static final int LONGEST_REST_MILLIS = 10_000;

  /** For what a scene has set off and does not wait for itself. */
  private static final int LAST_STOPS_MILLIS = 20_000;

  private final VirtualMachine vm;
  private final Map<String, Walk> walks;
  private final Map<String, String> types;
  private final Map<String, String> problems = new TreeMap<>();

  /**
   * Attaches to a program that waits for a debugger.
   *
   * @param types full names of classes by their simple names; those of stops are loaded when the
   *     first scene begins
   */
  Walker(String port, Map<String, Walk> walks, Map<String, String> types)
      throws IOException, IllegalConnectorArgumentsException {
    this.walks = walks;
    this.types = types;
    AttachingConnector connector =
        Bootstrap.virtualMachineManager().attachingConnectors().stream()
            .filter(it -> it.name().equals("com.sun.jdi.SocketAttach"))
            .findFirst()
            .orElseThrow();
    var arguments = connector.defaultArguments();
    arguments.get("hostname").setValue("127.0.0.1");
    arguments.get("port").setValue(port);
    this.vm = connector.attach(arguments);
  }

  /** Takes all walks until the program ends; returns what was wrong, by question. */
  Map<String, String> run() throws InterruptedException, IncompatibleThreadStateException {
    problems.clear();
    walks.keySet().forEach(question -> problems.put(question, "no scene shows it"));
    var scenes = vm.eventRequestManager().createClassPrepareRequest();
    scenes.addClassFilter(WalkScenes.class.getName());
    scenes.enable();
    try {
      while (true) {
        EventSet events = vm.eventQueue().remove();
        EventSet held = events;
        for (Event event : events) {
          if (event instanceof ClassPrepareEvent prepared) {
            breakpoint(prepared.referenceType(), WalkScenes.BEGIN);
            breakpoint(prepared.referenceType(), WalkScenes.END);
          } else if (event instanceof BreakpointEvent mark && isBegin(mark)) {
            held = take(question(mark), events);
          }
        }
        held.resume();
      }
    } catch (VMDisconnectedException e) {
      return problems; // the program has ended
    }
  }

  private static boolean isBegin(BreakpointEvent mark) {
    return mark.location().method().name().equals(WalkScenes.BEGIN);
  }

  private static String question(BreakpointEvent begin) throws IncompatibleThreadStateException {
    return ((StringReference) begin.thread().frame(0).getArgumentValues().get(0)).value();
  }

  private BreakpointRequest breakpoint(ReferenceType type, String method) {
    Method found =
        type.methodsByName(method).stream().filter(it -> !it.isBridge()).findFirst().orElseThrow();
    var request = vm.eventRequestManager().createBreakpointRequest(found.location());
    request.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
    request.enable();
    return request;
  }

  /** Returns the end of the scene, where its thread is held. */
  private EventSet take(String question, EventSet begin) throws InterruptedException {
    Walk walk = walks.get(question);
    if (walk == null) {
      problems.put(question, "not on the page");
      return begin;
    }
    var progress = new WalkInProgress(walk);
    List<EventRequest> breakpoints = new ArrayList<>();
    for (String place : walk.stops().stream().map(Stop::place).distinct().toList()) {
      String[] names = place.split("\\.");
      ReferenceType type = vm.classesByName(types.get(names[0])).get(0);
      BreakpointRequest breakpoint = breakpoint(type, names[1]);
      breakpoint.putProperty(Stop.class, place);
      breakpoints.add(breakpoint);
    }
    rest();
    begin.resume();
    EventSet end = follow(progress);
    progress
        .problem()
        .ifPresentOrElse(
            problem -> problems.put(question, problem), () -> problems.remove(question));
    vm.eventRequestManager().deleteEventRequests(breakpoints);
    return end;
  }

  /** Waits until nothing has come for a while. */
  private void rest() throws InterruptedException {
    long deadline = now() + LONGEST_REST_MILLIS;
    EventSet noise = vm.eventQueue().remove(REST_MILLIS);
    while (noise != null && now() < deadline) {
      noise.resume();
      noise = vm.eventQueue().remove(REST_MILLIS);
    }
    if (noise != null) {
      noise.resume();
    }
  }

  /** Goes along until the scene has ended and all stops are met; returns the scene's end. */
  private EventSet follow(WalkInProgress progress) throws InterruptedException {
    EventSet end = null;
    long deadline = Long.MAX_VALUE;
    while (end == null || !progress.isOver() && now() < deadline) {
      EventSet events = vm.eventQueue().remove(REST_MILLIS);
      if (events == null) {
        continue;
      }
      boolean ended = false;
      for (Event event : events) {
        if (event instanceof BreakpointEvent hit) {
          ended |= !isStop(hit, progress);
        }
      }
      if (ended) {
        end = events;
        deadline = now() + LAST_STOPS_MILLIS;
      } else {
        events.resume();
      }
    }
    return end;
  }

  private static boolean isStop(BreakpointEvent hit, WalkInProgress progress) {
    String place = (String) hit.request().getProperty(Stop.class);
    if (place == null) {
      return false;
    }
    progress.enter(place, hit.thread().name());
    if (!progress.isStillToCome(place)) {
      hit.request().disable();
    }
    return true;
  }

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }
}
