package io.glassmq.classroom.tour;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/** A small demo for the tests: main packs two parcels, a worker delivers one of them. */
final class FixtureDemo {
  private static final int LIMIT = 30;

  private final Map<String, Integer> weights = new TreeMap<>();

  private record Parcel(String name, int weight) {}

  public static void main(String[] args) throws Exception {
    var demo = new FixtureDemo();
    demo.pack(new Parcel("book", 2));
    demo.pack(new Parcel("anvil", 40));
    var worker = new Thread(() -> demo.deliver("book", "Hello".getBytes()), "Worker_7");
    worker.start();
    worker.join();
    System.out.println("delivered");
    switch (System.getProperty("fixture", "ends")) {
      case "throws" -> throw new IllegalStateException("as asked");
      case "hangs" -> new CountDownLatch(1).await();
      default -> System.out.println("the end");
    }
  }

  private void pack(Parcel parcel) {
    weights.put(parcel.name(), parcel.weight());
    if (parcel.weight() > LIMIT) {
      warn(parcel);
    }
  }

  private static void warn(Parcel parcel) {
    System.out.println("too heavy: " + parcel.name());
  }

  private void deliver(String name, byte[] label) {
    List.of(1, 2).forEach(door -> knock(name, door));
    weights.remove(name);
  }

  private void knock(String name, int door) {
    System.out.println(name + " at door " + door);
  }

  /** Nobody calls it. */
  private static final class Attic {
    private static void climb() {
      System.out.println("dust");
    }
  }
}
