package io.glassmq.remoting.exception;

/**
 * The request could not be written, or the connection broke before the answer.
 *
 * <p>Official counterpart: {@code
 * org.apache.rocketmq.remoting.exception.RemotingSendRequestException}.
 */
public final class RemotingSendRequestException extends RemotingException {
  public RemotingSendRequestException(String message) {
    super(message);
  }

  public RemotingSendRequestException(String message, Throwable cause) {
    super(message, cause);
  }
}
