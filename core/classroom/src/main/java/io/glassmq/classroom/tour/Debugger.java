package io.glassmq.classroom.tour;

import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import io.glassmq.classroom.tour.Breakpoints.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Takes the tours of a demo while it runs. A tour begins at its first stop: the thread is held
 * there until no other stop of the tour has been passed for a while, so that what still goes on in
 * the background is not taken for a part of it. Then each stop counts once the one before was met.
 *
 * <p>Used by one thread.
 */
final class Debugger {
  private static final int REST_MILLIS = 250;
  private static final int LONGEST_REST_MILLIS = 5_000;
  private static final int TICK_MILLIS = 50;

  private final VirtualMachine vm;
  private final List<TourRun> runs;
  private final Breakpoints breakpoints;
  private final Map<TourRun, Rest> resting = new HashMap<>();
  private final Map<EventSet, List<TourRun>> held = new LinkedHashMap<>();

  /** Since when a tour is at its first stop, and when something last passed another one. */
  private record Rest(long begin, long disturbed) {
    boolean isOver(long now) {
      return now - disturbed >= REST_MILLIS || now - begin >= LONGEST_REST_MILLIS;
    }
  }

  Debugger(VirtualMachine vm, List<TourRun> runs) {
    this.vm = vm;
    this.runs = runs;
    this.breakpoints = new Breakpoints(vm);
  }

  /** Goes along until the program ends. */
  void run() throws InterruptedException {
    try {
      breakpoints.want(runs.stream().map(run -> new Target(run, 1)).toList());
      while (true) {
        EventSet events = vm.eventQueue().remove(TICK_MILLIS);
        if (events != null) {
          handle(events);
        }
        letGo();
      }
    } catch (VMDisconnectedException e) {
      // The program has ended.
    }
  }

  private void handle(EventSet events) {
    Map<TourRun, List<Integer>> arrived = new LinkedHashMap<>();
    ThreadReference thread = null;
    for (Event event : events) {
      if (event instanceof ClassPrepareEvent prepared) {
        breakpoints.loaded(prepared.referenceType());
      } else if (event instanceof BreakpointEvent hit) {
        var target = (Target) hit.request().getProperty(Target.class);
        arrived.computeIfAbsent(target.run(), it -> new ArrayList<>()).add(target.number());
        thread = hit.thread();
      }
    }
    List<TourRun> begun = new ArrayList<>();
    for (Map.Entry<TourRun, List<Integer>> entry : arrived.entrySet()) {
      if (arrive(entry.getKey(), entry.getValue(), thread)) {
        begun.add(entry.getKey());
      }
    }
    if (begun.isEmpty()) {
      events.resume();
    } else {
      held.put(events, begun);
    }
  }

  /** Returns whether the tour begins here. */
  private boolean arrive(TourRun run, List<Integer> numbers, ThreadReference thread) {
    Rest rest = resting.get(run);
    if (rest != null) {
      resting.put(run, new Rest(rest.begin, now()));
      return false;
    }
    boolean hadBegun = run.progress().hasBegun();
    int number = run.arrive(numbers, thread);
    if (number == 0) {
      return false;
    }
    breakpoints.drop(new Target(run, number));
    if (hadBegun) {
      return false;
    }
    int last = run.tour().stops().size();
    breakpoints.want(IntStream.rangeClosed(2, last).mapToObj(it -> new Target(run, it)).toList());
    resting.put(run, new Rest(now(), now()));
    return true;
  }

  private void letGo() {
    long now = now();
    resting.values().removeIf(rest -> rest.isOver(now));
    held.entrySet()
        .removeIf(
            entry -> {
              boolean rested = entry.getValue().stream().noneMatch(resting::containsKey);
              if (rested) {
                entry.getKey().resume();
              }
              return rested;
            });
  }

  /** Whether there was code to stop at. */
  boolean couldStop(TourRun run, int number) {
    return breakpoints.isSet(new Target(run, number));
  }

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }
}
