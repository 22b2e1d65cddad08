package io.glassmq.common.thread;

/**
 * A duty: one small round of work at a time, so that a test can drive it without a thread.
 *
 * <p>Called by one thread only, normally that of a {@link ServiceThread}. (The idea is Agrona's.)
 */
@FunctionalInterface
public interface Agent {

  /**
   * Does what there is to do right now and returns.
   *
   * @return how much was done; 0 means "nothing to do", and the runner goes to sleep
   * @throws Exception what went wrong; the runner logs it, as it does an Error, and goes on after
   *     its idle time
   */
  int doWork() throws Exception;
}
