package io.glassmq.client.impl.producer;

import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.producer.ProducerConfig;
import io.glassmq.client.producer.SendResult;
import io.glassmq.client.producer.SendStatus;
import io.glassmq.common.Clock;
import io.glassmq.remoting.exception.RemotingConnectException;
import io.glassmq.remoting.exception.RemotingTimeoutException;
import io.glassmq.remoting.exception.RemotingTooMuchRequestException;
import java.util.ArrayList;
import java.util.List;

/**
 * What has been tried so far to send one message: at which brokers, and what went wrong last.
 *
 * <p>Belongs to the sending thread.
 */
final class SendAttempts {
  private final ProducerConfig settings;
  private final Clock clock;
  private final long firstBegan;
  private final List<String> brokers = new ArrayList<>();
  private long began;
  private SendResult result;
  private Exception failure;
  private Exception lastFailure;
  private boolean over;

  SendAttempts(ProducerConfig settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.firstBegan = clock.millis();
  }

  void begin(String broker) {
    brokers.add(broker);
    began = clock.millis();
  }

  /** When the last attempt began, ms since 1970. */
  long began() {
    return began;
  }

  /** What went wrong with the last attempt, or null. */
  Exception lastFailure() {
    return lastFailure;
  }

  /** Where the attempt before was made, or null when there was none. */
  String lastBroker() {
    return brokers.isEmpty() ? null : brokers.get(brokers.size() - 1);
  }

  void succeeded(SendResult stored) {
    result = stored;
    lastFailure = null;
    over =
        !settings.isRetryAnotherBrokerWhenNotStoreOK()
            || stored.getSendStatus() == SendStatus.SEND_OK;
  }

  void failed(Exception e) {
    if (failure != null) {
      e.addSuppressed(failure);
    }
    failure = e;
    lastFailure = e;
    over = mustBeToldAsItIs();
  }

  boolean isAnotherWorthwhile() {
    return !over;
  }

  /** Time is up, or a refusal that every broker would give. */
  private boolean mustBeToldAsItIs() {
    return failure instanceof RemotingTooMuchRequestException
        || failure instanceof MQBrokerException refusal
            && !settings.getRetryResponseCodes().contains(refusal.getResponseCode());
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
        "Could not send a message to topic %s in %d attempts and %d ms, at brokers %s: %s"
            .formatted(
                topic, brokers.size(), clock.millis() - firstBegan, brokers, failure.getMessage()),
        failure);
  }

  private int responseCode() {
    if (failure instanceof MQBrokerException refusal) {
      return refusal.getResponseCode();
    }
    if (failure instanceof RemotingConnectException) {
      return MQClientException.CONNECT_BROKER_EXCEPTION;
    }
    if (failure instanceof RemotingTimeoutException) {
      return MQClientException.ACCESS_BROKER_TIMEOUT;
    }
    return failure instanceof MQClientException
        ? MQClientException.BROKER_NOT_EXIST_EXCEPTION
        : MQClientException.NO_CODE;
  }
}
