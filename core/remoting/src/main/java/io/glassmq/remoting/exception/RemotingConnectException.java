package io.glassmq.remoting.exception;

/**
 * No connection could be made.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.remoting.exception.RemotingConnectException}.
 */
public final class RemotingConnectException extends RemotingException {
  public RemotingConnectException(String message) {
    super(message);
  }

  public RemotingConnectException(String message, Throwable cause) {
    super(message, cause);
  }
}
