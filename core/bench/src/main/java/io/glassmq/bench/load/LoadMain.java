package io.glassmq.bench.load;

import java.util.Arrays;

/** Where each process of the load begins, and ends. Arguments: which load, and those of it. */
final class LoadMain {
  /** What a load says once it is under way. */
  static final String READY = "READY";

  private LoadMain() {}

  public static void main(String[] args) {
    try {
      run(args[0], Arrays.copyOfRange(args, 1, args.length));
      System.exit(0);
    } catch (Exception e) {
      e.printStackTrace();
      System.exit(1); // the threads of a client would go on
    }
  }

  private static void run(String load, String[] args) throws Exception {
    switch (load) {
      case "broker" -> BrokerLoad.run(args);
      case "backlog" -> BacklogLoad.run(args);
      case "paced" -> PacedLoad.run(args);
      case "latency" -> LatencyLoad.run(args);
      case "pop" -> PopLoad.run(args);
      case "held" -> HeldLoad.run(args);
      case "waiting" -> WaitingLoad.run(args);
      default -> throw new IllegalArgumentException("no such load: " + load);
    }
  }
}
