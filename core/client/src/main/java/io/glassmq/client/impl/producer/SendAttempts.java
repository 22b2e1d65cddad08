package io.glassmq.client.impl.producer;

import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.producer.SendResult;
import io.glassmq.client.producer.SendStatus;
import io.glassmq.remoting.exception.RemotingConnectException;
import io.glassmq.remoting.exception.RemotingTimeoutException;
import io.glassmq.remoting.exception.RemotingTooMuchRequestException;
import io.glassmq.remoting.protocol.ResponseCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What has been tried so far to send one message: at which brokers, and what went wrong last.
 *
 * <p>Belongs to the sending thread.
 */
final class SendAttempts {
  /** Refusals that another broker may not share. */
  private static final Set<ResponseCode> WORTH_ANOTHER_TRY =
      Set.of(
          ResponseCode.TOPIC_NOT_EXIST,
          ResponseCode.SERVICE_NOT_AVAILABLE,
          ResponseCode.SYSTEM_ERROR,
          ResponseCode.SYSTEM_BUSY,
          ResponseCode.NO_PERMISSION,
          ResponseCode.NO_BUYER_ID,
          ResponseCode.NOT_IN_CURRENT_UNIT,
          ResponseCode.GO_AWAY);

  private final boolean wantsSendOk;
  private final List<String> brokers = new ArrayList<>();
  private SendResult result;
  private Exception failure;
  private boolean over;

  /**
   * @param wantsSendOk whether another status, of a message that is stored but not yet safe, is
   *     worth another attempt
   */
  SendAttempts(boolean wantsSendOk) {
    this.wantsSendOk = wantsSendOk;
  }

  void begin(String broker) {
    brokers.add(broker);
  }

  /** Where the attempt before was made, or null when there was none. */
  String lastBroker() {
    return brokers.isEmpty() ? null : brokers.get(brokers.size() - 1);
  }

  void succeeded(SendResult stored) {
    result = stored;
    over = !wantsSendOk || stored.getSendStatus() == SendStatus.SEND_OK;
  }

  void failed(Exception e) {
    if (failure != null) {
      e.addSuppressed(failure);
    }
    failure = e;
    over = mustBeToldAsItIs();
  }

  boolean isAnotherWorthwhile() {
    return !over;
  }

  /** Time is up, or a refusal that every broker would give. */
  private boolean mustBeToldAsItIs() {
    return failure instanceof RemotingTooMuchRequestException
        || failure instanceof MQBrokerException refusal
            && !WORTH_ANOTHER_TRY.contains(ResponseCode.of(refusal.getResponseCode()));
  }

  /** What the user gets when there is nothing left to try. */
  SendResult outcome(String topic)
      throws MQClientException, MQBrokerException, RemotingTooMuchRequestException {
    if (result != null) {
      return result;
    }
    if (failure instanceof RemotingTooMuchRequestException timeIsUp) {
      throw timeIsUp;
    }
    if (mustBeToldAsItIs() && failure instanceof MQBrokerException refusal) {
      throw refusal;
    }
    throw new MQClientException(
        responseCode(),
        "Could not send a message to topic %s in %d attempts, at brokers %s: %s"
            .formatted(topic, brokers.size(), brokers, failure.getMessage()),
        failure);
  }

  private int responseCode() {
    if (failure instanceof MQBrokerException refusal) {
      return refusal.getResponseCode();
    }
    if (failure instanceof RemotingConnectException) {
      return MQClientException.CONNECT_BROKER_EXCEPTION;
    }
    return failure instanceof RemotingTimeoutException
        ? MQClientException.ACCESS_BROKER_TIMEOUT
        : MQClientException.BROKER_NOT_EXIST_EXCEPTION;
  }
}
