package io.glassmq.remoting.exception;

/**
 * No answer came in time.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.remoting.exception.RemotingTimeoutException}.
 */
public final class RemotingTimeoutException extends RemotingException {
  public RemotingTimeoutException(String message) {
    super(message);
  }

  public RemotingTimeoutException(String message, Throwable cause) {
    super(message, cause);
  }
}
