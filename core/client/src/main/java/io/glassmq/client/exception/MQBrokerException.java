package io.glassmq.client.exception;

/**
 * A broker or name server answered that it will not.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.client.exception.MQBrokerException}.
 */
public class MQBrokerException extends Exception {
  private final int responseCode;
  private final String errorMessage;
  private final String brokerAddr;

  public MQBrokerException(int responseCode, String errorMessage) {
    this(responseCode, errorMessage, null);
  }

  /**
   * @param responseCode as on the wire, known to {@code ResponseCode} or not
   * @param brokerAddr who answered, or null
   */
  public MQBrokerException(int responseCode, String errorMessage, String brokerAddr) {
    super(
        "CODE: "
            + responseCode
            + "  DESC: "
            + errorMessage
            + (brokerAddr == null ? "" : "  BROKER: " + brokerAddr));
    this.responseCode = responseCode;
    this.errorMessage = errorMessage;
    this.brokerAddr = brokerAddr;
  }

  public int getResponseCode() {
    return responseCode;
  }

  public String getErrorMessage() {
    return errorMessage;
  }

  public String getBrokerAddr() {
    return brokerAddr;
  }
}
