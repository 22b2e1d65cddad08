package io.glassmq.interop;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Asks a name server who is alive.
 *
 * @param alive whether it is worth while to go on asking
 */
record NamesrvProbe(RawConnection namesrv, BooleanSupplier alive) {
  private static final Duration PAUSE = Duration.ofMillis(20);

  /** GET_BROKER_CLUSTER_INFO with a JSON header and no body. */
  private static final String CLUSTER_INFO =
      "{\"code\":106,\"language\":\"JAVA\",\"version\":0,\"opaque\":1,\"flag\":0}";

  /** Waits until the name server knows a broker with this address. */
  void awaitBroker(String brokerAddr, Duration limit) {
    await(answer -> answer.contains('"' + brokerAddr + '"'), limit);
  }

  /** Waits until the name server answers at all. */
  void awaitAnswer(Duration limit) {
    await(answer -> answer.contains("brokerAddrTable"), limit);
  }

  private void await(Predicate<String> enough, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    String last = clusterInfo();
    while (!enough.test(last)) {
      if (System.nanoTime() - deadline > 0 || !alive.getAsBoolean()) {
        throw new IllegalStateException(
            "Gave up, after at most " + limit + ": the name server " + namesrv + " says: " + last);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      last = clusterInfo();
    }
  }

  private String clusterInfo() {
    try {
      return namesrv.ask(CLUSTER_INFO, new byte[0]);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
