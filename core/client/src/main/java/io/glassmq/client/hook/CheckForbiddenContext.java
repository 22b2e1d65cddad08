package io.glassmq.client.hook;

import io.glassmq.client.impl.CommunicationMode;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageQueue;

/**
 * A message that is about to be sent, for those who may forbid it.
 *
 * <p>Belongs to one thread. Official counterpart: {@code
 * org.apache.rocketmq.client.hook.CheckForbiddenContext}.
 */
public class CheckForbiddenContext {
  private String nameSrvAddr;
  private String group;
  private Message message;
  private MessageQueue mq;
  private String brokerAddr;
  private CommunicationMode communicationMode;

  public String getNameSrvAddr() {
    return nameSrvAddr;
  }

  public void setNameSrvAddr(String nameSrvAddr) {
    this.nameSrvAddr = nameSrvAddr;
  }

  public String getGroup() {
    return group;
  }

  public void setGroup(String group) {
    this.group = group;
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

  public CommunicationMode getCommunicationMode() {
    return communicationMode;
  }

  public void setCommunicationMode(CommunicationMode communicationMode) {
    this.communicationMode = communicationMode;
  }
}
