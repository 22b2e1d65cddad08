package io.glassmq.client.hook;

import io.glassmq.client.impl.CommunicationMode;
import io.glassmq.client.producer.SendResult;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageQueue;

/**
 * One attempt to send, as hooks see it.
 *
 * <p>Belongs to one thread at a time. Official counterpart: {@code
 * org.apache.rocketmq.client.hook.SendMessageContext}.
 */
public class SendMessageContext {
  private String producerGroup;
  private Message message;
  private MessageQueue mq;
  private String brokerAddr;
  private String bornHost;
  private String namespace;
  private CommunicationMode communicationMode;
  private SendResult sendResult;
  private Exception exception;
  private Object mqTraceContext;

  public String getProducerGroup() {
    return producerGroup;
  }

  public void setProducerGroup(String producerGroup) {
    this.producerGroup = producerGroup;
  }

  public Message getMessage() {
    return message;
  }

  public void setMessage(Message message) {
    this.message = message;
  }

  public MessageQueue getMq() {
    return mq;
  }

  public void setMq(MessageQueue mq) {
    this.mq = mq;
  }

  public String getBrokerAddr() {
    return brokerAddr;
  }

  public void setBrokerAddr(String brokerAddr) {
    this.brokerAddr = brokerAddr;
  }

  public String getBornHost() {
    return bornHost;
  }

  public void setBornHost(String bornHost) {
    this.bornHost = bornHost;
  }

  /** Null when there is none. */
  public String getNamespace() {
    return namespace;
  }

  public void setNamespace(String namespace) {
    this.namespace = namespace;
  }

  public CommunicationMode getCommunicationMode() {
    return communicationMode;
  }

  public void setCommunicationMode(CommunicationMode communicationMode) {
    this.communicationMode = communicationMode;
  }

  /** Null before the end, and of a failure. */
  public SendResult getSendResult() {
    return sendResult;
  }

  public void setSendResult(SendResult sendResult) {
    this.sendResult = sendResult;
  }

  /** Null before the end, and of a success. */
  public Exception getException() {
    return exception;
  }

  public void setException(Exception exception) {
    this.exception = exception;
  }

  /** What a hook keeps from before to after. */
  public Object getMqTraceContext() {
    return mqTraceContext;
  }

  public void setMqTraceContext(Object mqTraceContext) {
    this.mqTraceContext = mqTraceContext;
  }
}
