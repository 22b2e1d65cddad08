package io.glassmq.common.consistenthash;

/**
 * Places a text on a ring of numbers.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.common.consistenthash.HashFunction}.
 */
@FunctionalInterface
public interface HashFunction {
  long hash(String key);
}
