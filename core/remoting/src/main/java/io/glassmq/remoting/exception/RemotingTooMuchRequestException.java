package io.glassmq.remoting.exception;

/**
 * Too many calls are on their way already.
 *
 * <p>Official counterpart: {@code
 * org.apache.rocketmq.remoting.exception.RemotingTooMuchRequestException}.
 */
public final class RemotingTooMuchRequestException extends RemotingException {
  public RemotingTooMuchRequestException(String message) {
    super(message);
  }
}
