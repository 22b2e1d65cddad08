package io.glassmq.remoting.exception;

/**
 * A remote call failed; the child class says how.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.remoting.exception.RemotingException}.
 */
public class RemotingException extends Exception {
  public RemotingException(String message) {
    super(message);
  }

  public RemotingException(String message, Throwable cause) {
    super(message, cause);
  }
}
