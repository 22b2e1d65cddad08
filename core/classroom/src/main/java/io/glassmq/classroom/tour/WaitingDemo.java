package io.glassmq.classroom.tour;

import java.io.IOException;

/**
 * The demo of a tour for the reader's own debugger: it waits before its first line until one
 * attaches. Used by one thread.
 */
public final class WaitingDemo {
  /** Where it waits, on this machine only; the run configurations of the IDE know it. */
  public static final int PORT = 5005;

  private WaitingDemo() {}

  /**
   * Starts the demo with the output of this process; ends with this process.
   *
   * @return its exit code, when it has ended
   */
  public static int run(Tour tour) throws IOException, InterruptedException {
    Process demo =
        DemoCommand.of("server=y,suspend=y,address=127.0.0.1:" + PORT, tour.jvm(), tour.demo())
            .inheritIO()
            .start();
    var atExit = new Thread(demo::destroyForcibly, "TourDemoKill");
    Runtime.getRuntime().addShutdownHook(atExit);
    return demo.waitFor();
  }
}
