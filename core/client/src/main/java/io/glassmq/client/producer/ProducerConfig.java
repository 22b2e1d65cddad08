package io.glassmq.client.producer;

import io.glassmq.client.ClientConfig;
import io.glassmq.common.topic.TopicNames;

/**
 * What can be set of a producer. Set it before {@code start()}; later changes have no promise.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.client.producer.DefaultMQProducer}, which
 * holds its settings itself.
 */
public class ProducerConfig extends ClientConfig {
  private final String producerGroup;
  private String createTopicKey = TopicNames.AUTO_CREATE_TOPIC_KEY_TOPIC;
  private int defaultTopicQueueNums = 4;
  private int sendMsgTimeout = 3_000;
  private int compressMsgBodyOverHowmuch = 4 * 1024;
  private int retryTimesWhenSendFailed = 2;
  private int retryTimesWhenSendAsyncFailed = 2;
  private boolean retryAnotherBrokerWhenNotStoreOK;
  private int maxMessageSize = 4 * 1024 * 1024;

  public ProducerConfig(String producerGroup) {
    this.producerGroup = producerGroup;
  }

  public String getProducerGroup() {
    return producerGroup;
  }

  /** The topic whose settings a topic gets that is created by the first send. */
  public String getCreateTopicKey() {
    return createTopicKey;
  }

  public void setCreateTopicKey(String createTopicKey) {
    this.createTopicKey = createTopicKey;
  }

  /** How many queues a topic gets that is created by the first send. */
  public int getDefaultTopicQueueNums() {
    return defaultTopicQueueNums;
  }

  public void setDefaultTopicQueueNums(int defaultTopicQueueNums) {
    this.defaultTopicQueueNums = defaultTopicQueueNums;
  }

  /** Milliseconds for a send that is given no time-out of its own. */
  public int getSendMsgTimeout() {
    return sendMsgTimeout;
  }

  public void setSendMsgTimeout(int sendMsgTimeout) {
    this.sendMsgTimeout = sendMsgTimeout;
  }

  /** Bodies of this many bytes or more are compressed. */
  public int getCompressMsgBodyOverHowmuch() {
    return compressMsgBodyOverHowmuch;
  }

  public void setCompressMsgBodyOverHowmuch(int compressMsgBodyOverHowmuch) {
    this.compressMsgBodyOverHowmuch = compressMsgBodyOverHowmuch;
  }

  /** How often a synchronous send is tried again after the first attempt. */
  public int getRetryTimesWhenSendFailed() {
    return retryTimesWhenSendFailed;
  }

  public void setRetryTimesWhenSendFailed(int retryTimesWhenSendFailed) {
    this.retryTimesWhenSendFailed = retryTimesWhenSendFailed;
  }

  /** How often an asynchronous send is tried again when the network failed. */
  public int getRetryTimesWhenSendAsyncFailed() {
    return retryTimesWhenSendAsyncFailed;
  }

  public void setRetryTimesWhenSendAsyncFailed(int retryTimesWhenSendAsyncFailed) {
    this.retryTimesWhenSendAsyncFailed = retryTimesWhenSendAsyncFailed;
  }

  /** Whether a status other than SEND_OK makes a synchronous send try again. */
  public boolean isRetryAnotherBrokerWhenNotStoreOK() {
    return retryAnotherBrokerWhenNotStoreOK;
  }

  public void setRetryAnotherBrokerWhenNotStoreOK(boolean retryAnotherBrokerWhenNotStoreOK) {
    this.retryAnotherBrokerWhenNotStoreOK = retryAnotherBrokerWhenNotStoreOK;
  }

  /** Largest body in bytes, before compression. */
  public int getMaxMessageSize() {
    return maxMessageSize;
  }

  public void setMaxMessageSize(int maxMessageSize) {
    this.maxMessageSize = maxMessageSize;
  }
}
