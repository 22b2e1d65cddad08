package io.glassmq.common.consumer;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The two ways of sharing out queues that clients and brokers both know, by their names on the
 * wire. Together the shares of all members are all queues, and no two overlap.
 */
public enum QueueShare {
  /**
   * Each member gets one block of neighbours. The blocks differ by at most one queue; the first
   * members get the longer ones.
   */
  AVG {
    @Override
    public <Q> List<Q> of(int index, int members, List<Q> queues) {
      int block = queues.size() / members;
      int leftOver = queues.size() % members;
      int start = index * block + Math.min(index, leftOver);
      int end = start + block + (index < leftOver ? 1 : 0);
      return queues.subList(start, end);
    }
  },

  /** The queues are dealt out like cards, one to each member in turn. */
  AVG_BY_CIRCLE {
    @Override
    public <Q> List<Q> of(int index, int members, List<Q> queues) {
      return IntStream.iterate(index, i -> i < queues.size(), i -> i + members)
          .<Q>mapToObj(queues::get)
          .toList();
    }
  };

  /**
   * One member's share.
   *
   * @param index of the member, from 0
   * @param members how many there are
   * @param queues all of them, in the order that all members see
   */
  public abstract <Q> List<Q> of(int index, int members, List<Q> queues);

  public static Optional<QueueShare> named(String name) {
    return Stream.of(values()).filter(share -> share.name().equals(name)).findAny();
  }
}
