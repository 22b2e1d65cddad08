package io.glassmq.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What was measured of one make, a list of values (one for each round) for each metric. */
final class Figures<M> {
  private final Map<M, List<Double>> values = new HashMap<>();

  void add(M metric, double value) {
    values.computeIfAbsent(metric, unused -> new ArrayList<>()).add(value);
  }

  /** The middle value: one disturbed round does not show. */
  OptionalDouble median(M metric) {
    List<Double> sorted = values.getOrDefault(metric, List.of()).stream().sorted().toList();
    if (sorted.isEmpty()) {
      return OptionalDouble.empty();
    }
    int middle = sorted.size() / 2;
    return OptionalDouble.of(
        sorted.size() % 2 == 1
            ? sorted.get(middle)
            : (sorted.get(middle - 1) + sorted.get(middle)) / 2);
  }
}
