package io.glassmq.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What was measured of one make, a list of values (one for each round) for each metric. */
final class Figures {
  private final Map<Metric, List<Double>> values = new EnumMap<>(Metric.class);

  void add(Metric metric, double value) {
    values.computeIfAbsent(metric, unused -> new ArrayList<>()).add(value);
  }

  /** The middle value: one disturbed round does not show. */
  OptionalDouble median(Metric metric) {
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
