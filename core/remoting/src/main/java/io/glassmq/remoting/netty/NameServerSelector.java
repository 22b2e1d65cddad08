package io.glassmq.remoting.netty;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/**
 * Which name server to ask: always the same one while its connection lives, then the next of the
 * list. The list is shuffled, so that clients spread over the name servers.
 *
 * <p>Thread-safe; guarded by itself.
 */
final class NameServerSelector {
  private final Random random;
  private List<String> addresses = List.of();
  private int next;
  private String chosen;

  NameServerSelector(Random random) {
    this.random = random;
  }

  synchronized List<String> addresses() {
    return addresses;
  }

  /**
   * Sets the list; one with the same addresses changes nothing.
   *
   * @return the address in use if the new list lacks it, else null
   */
  synchronized String update(List<String> newAddresses) {
    if (new HashSet<>(newAddresses).equals(new HashSet<>(addresses))) {
      return null;
    }
    var shuffled = new ArrayList<>(newAddresses);
    Collections.shuffle(shuffled, random);
    addresses = List.copyOf(shuffled);
    next = 0;
    if (chosen == null || addresses.contains(chosen)) {
      return null;
    }
    String dropped = chosen;
    chosen = null;
    return dropped;
  }

  /**
   * The address to ask, or null when the list is empty.
   *
   * @param alive whether there is a connection to an address, or one is being made
   */
  synchronized String select(Predicate<String> alive) {
    if (addresses.isEmpty()) {
      return null;
    }
    if (chosen == null || !alive.test(chosen)) {
      chosen = addresses.get(next);
      next = (next + 1) % addresses.size();
    }
    return chosen;
  }
}
