package io.glassmq.common.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

/** What a broker writes about a pop, a client reads. */
@PropertyDefaults(tries = 200, edgeCases = EdgeCasesMode.NONE)
class PopTextsProperties {

  /** A queue, what was popped from it, and how often that was delivered before. */
  record Popped(
      RetryKind kind, int queueId, long start, List<Long> offsets, Map<Long, Integer> deliveries) {
    String queue() {
      return kind + "@" + queueId;
    }
  }

  @Provide
  Arbitrary<List<Popped>> pops() {
    Arbitrary<Popped> popped =
        Combinators.combine(
                Arbitraries.of(RetryKind.class),
                Arbitraries.integers().between(0, 20),
                Arbitraries.longs().between(0, 1L << 50),
                Arbitraries.longs().between(0, 100).list().uniqueElements().ofSize(5),
                Arbitraries.integers().between(0, 3).list().ofSize(5))
            .as(PopTextsProperties::popped);
    return popped.list().ofMaxSize(6).uniqueElements(Popped::queue);
  }

  private static Popped popped(
      RetryKind kind, int queueId, long start, List<Long> distances, List<Integer> counts) {
    List<Long> offsets = distances.stream().map(d -> start + d).sorted().toList();
    Map<Long, Integer> deliveries = new TreeMap<>();
    for (int i = 0; i < offsets.size(); i++) {
      if (counts.get(i) > 0) {
        deliveries.put(offsets.get(i), counts.get(i));
      }
    }
    return new Popped(kind, queueId, start, offsets, deliveries);
  }

  @Property
  void shouldReadWhatWasWritten(@ForAll("pops") List<Popped> pops) {
    var written = new OffsetInfo();
    for (Popped pop : pops) {
      written.addMessages(pop.kind, pop.queueId, pop.start, pop.offsets);
      written.addOrderCounts(pop.kind, pop.queueId, pop.offsets, pop.deliveries);
    }

    var read =
        OffsetInfo.parse(
            written.startOffsetInfo(), written.msgOffsetInfo(), written.orderCountInfo());

    for (Popped pop : pops) {
      assertThat(read.startOffset(pop.kind, pop.queueId)).hasValue(pop.start);
      assertThat(read.offsets(pop.kind, pop.queueId)).isEqualTo(pop.offsets);
      for (long offset : pop.offsets) {
        assertThat(read.orderCount(pop.kind, pop.queueId, offset))
            .hasValue(pop.deliveries.getOrDefault(offset, 0));
      }
    }
  }

  @Property
  void shouldReadTheHandleThatWasWritten(
      @ForAll long start,
      @ForAll long popTime,
      @ForAll long invisibleTime,
      @ForAll int reviveQueue,
      @ForAll RetryKind kind,
      @ForAll int queueId,
      @ForAll long offset) {
    var handle =
        new ReceiptHandle(
            start, popTime, invisibleTime, reviveQueue, kind, "broker-a", queueId, offset);

    assertThat(ReceiptHandle.decode(handle.encode())).isEqualTo(handle);
  }
}
