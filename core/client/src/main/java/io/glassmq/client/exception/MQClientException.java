package io.glassmq.client.exception;

/**
 * The client itself could not do what was asked: bad arguments, no route, out of attempts.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.client.exception.MQClientException}.
 */
public class MQClientException extends Exception {
  /** {@link #getResponseCode()} when the broker could not be reached. */
  public static final int CONNECT_BROKER_EXCEPTION = 10001;

  /** {@link #getResponseCode()} when the broker did not answer in time. */
  public static final int ACCESS_BROKER_TIMEOUT = 10002;

  /** {@link #getResponseCode()} when no address of the broker is known. */
  public static final int BROKER_NOT_EXIST_EXCEPTION = 10003;

  /** {@link #getResponseCode()} when no name server is configured. */
  public static final int NO_NAME_SERVER_EXCEPTION = 10004;

  /** {@link #getResponseCode()} when no name server knows the topic. */
  public static final int NOT_FOUND_TOPIC_EXCEPTION = 10005;

  /** {@link #getResponseCode()} when there is nothing to say. */
  public static final int NO_CODE = -1;

  private final int responseCode;
  private final String errorMessage;

  public MQClientException(String errorMessage, Throwable cause) {
    this(NO_CODE, errorMessage, cause);
  }

  public MQClientException(int responseCode, String errorMessage) {
    this(responseCode, errorMessage, null);
  }

  public MQClientException(int responseCode, String errorMessage, Throwable cause) {
    super(
        responseCode == NO_CODE
            ? errorMessage
            : "CODE: " + responseCode + "  DESC: " + errorMessage,
        cause);
    this.responseCode = responseCode;
    this.errorMessage = errorMessage;
  }

  /** A number of this class or of {@code ResponseCode}; -1 when there is none. */
  public int getResponseCode() {
    return responseCode;
  }

  public String getErrorMessage() {
    return errorMessage;
  }
}
