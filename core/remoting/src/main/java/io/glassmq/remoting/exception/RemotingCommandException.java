package io.glassmq.remoting.exception;

/**
 * A frame, header or body does not have the form it must have.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.remoting.exception.RemotingCommandException}.
 */
public final class RemotingCommandException extends RemotingException {
  public RemotingCommandException(String message) {
    super(message);
  }

  public RemotingCommandException(String message, Throwable cause) {
    super(message, cause);
  }
}
