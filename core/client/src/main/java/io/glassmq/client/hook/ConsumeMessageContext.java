package io.glassmq.client.hook;

import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a hook may know about one call of the listener.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.client.hook.ConsumeMessageContext}.
 */
public class ConsumeMessageContext {
  /** Key in {@link #getProps}: the name of a {@code ConsumeReturnType}, once the call has ended. */
  public static final String CONSUME_CONTEXT_TYPE = "ConsumeContextType";

  private final String consumerGroup;
  private final List<MessageExt> msgList;
  private final MessageQueue mq;
  private final Map<String, String> props = new HashMap<>();
  private boolean success;
  private String status;
  private Object mqTraceContext;

  public ConsumeMessageContext(String consumerGroup, List<MessageExt> msgList, MessageQueue mq) {
    this.consumerGroup = consumerGroup;
    this.msgList = msgList;
    this.mq = mq;
  }

  public String getConsumerGroup() {
    return consumerGroup;
  }

  public List<MessageExt> getMsgList() {
    return msgList;
  }

  public MessageQueue getMq() {
    return mq;
  }

  public Map<String, String> getProps() {
    return props;
  }

  /** Whether the messages are done. */
  public boolean isSuccess() {
    return success;
  }

  public void setSuccess(boolean success) {
    this.success = success;
  }

  /** What the listener returned, or what its failure counts as; null before it has ended. */
  public String getStatus() {
    return status;
  }

  public void setStatus(String status) {
    this.status = status;
  }

  /** What the hook wants to find again after the call. */
  public Object getMqTraceContext() {
    return mqTraceContext;
  }

  public void setMqTraceContext(Object mqTraceContext) {
    this.mqTraceContext = mqTraceContext;
  }
}
