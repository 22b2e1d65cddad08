package io.glassmq.store;

/**
 * Which of several messages of the same time is meant: the first ({@link #LOWER}) or the last.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.common.BoundaryType}.
 */
public enum BoundaryType {
  LOWER,
  UPPER
}
