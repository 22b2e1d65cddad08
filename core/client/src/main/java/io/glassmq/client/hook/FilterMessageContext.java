package io.glassmq.client.hook;

import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import java.util.List;

/**
 * The messages that one pull brought, for a {@link FilterMessageHook}.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.client.hook.FilterMessageContext}.
 */
public final class FilterMessageContext {
  private final String consumerGroup;
  private final MessageQueue mq;
  private final boolean unitMode;
  private List<MessageExt> msgList;

  public FilterMessageContext(
      String consumerGroup, MessageQueue mq, List<MessageExt> msgList, boolean unitMode) {
    this.consumerGroup = consumerGroup;
    this.mq = mq;
    this.msgList = msgList;
    this.unitMode = unitMode;
  }

  public String getConsumerGroup() {
    return consumerGroup;
  }

  public MessageQueue getMq() {
    return mq;
  }

  /** May be changed. */
  public List<MessageExt> getMsgList() {
    return msgList;
  }

  public void setMsgList(List<MessageExt> msgList) {
    this.msgList = msgList;
  }

  public boolean isUnitMode() {
    return unitMode;
  }
}
