package io.glassmq.client.producer;

import io.glassmq.client.ClientConfig;
import io.glassmq.common.compression.CompressionType;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.remoting.protocol.ResponseCode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What can be set of a producer. Set it before {@code start()}; later changes have no promise.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.client.producer.DefaultMQProducer}, which
 * holds its settings itself.
 */
public class ProducerConfig extends ClientConfig {
  /** Refusals that another broker may not share. */
  private static final Set<Integer> WORTH_ANOTHER_TRY =
      Stream.of(
              ResponseCode.TOPIC_NOT_EXIST,
              ResponseCode.SERVICE_NOT_AVAILABLE,
              ResponseCode.SYSTEM_ERROR,
              ResponseCode.SYSTEM_BUSY,
              ResponseCode.NO_PERMISSION,
              ResponseCode.NO_BUYER_ID,
              ResponseCode.NOT_IN_CURRENT_UNIT,
              ResponseCode.GO_AWAY)
          .map(ResponseCode::code)
          .collect(Collectors.toUnmodifiableSet());

  private String producerGroup;
  private String createTopicKey = TopicNames.AUTO_CREATE_TOPIC_KEY_TOPIC;
  private List<String> topics = List.of();
  private int defaultTopicQueueNums = 4;
  private int sendMsgTimeout = 3_000;
  private int compressMsgBodyOverHowmuch = 4 * 1024;
  private CompressionType compressType =
      CompressionType.of(System.getProperty("rocketmq.message.compressType", "ZLIB"));
  private int compressLevel = Integer.getInteger("rocketmq.message.compressLevel", 5);
  private int retryTimesWhenSendFailed = 2;
  private int retryTimesWhenSendAsyncFailed = 2;
  private boolean retryAnotherBrokerWhenNotStoreOK;
  private int maxMessageSize = 4 * 1024 * 1024;
  private int sendMsgMaxTimeoutPerRequest = -1;
  private final Set<Integer> retryResponseCodes = new CopyOnWriteArraySet<>(WORTH_ANOTHER_TRY);
  private long[] latencyMax = {50, 100, 550, 1_800, 3_000, 5_000, 15_000};
  private long[] notAvailableDuration = {0, 0, 2_000, 5_000, 6_000, 10_000, 30_000};
  private volatile ExecutorService asyncSenderExecutor;
  private volatile ExecutorService callbackExecutor;
  private boolean enableBackpressureForAsyncMode;
  private int backPressureForAsyncSendNum = 1_024;
  private int backPressureForAsyncSendSize = 100 * 1024 * 1024;

  public ProducerConfig(String producerGroup) {
    this.producerGroup = producerGroup;
  }

  /** The group that this producer is a member of; said when it is made. */
  public String getProducerGroup() {
    return producerGroup;
  }

  public void setProducerGroup(String producerGroup) {
    this.producerGroup = producerGroup;
  }

  /** Topics whose routes are looked up at the start. */
  public List<String> getTopics() {
    return topics;
  }

  public void setTopics(List<String> topics) {
    this.topics = List.copyOf(topics);
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

  /** Bytes that a body must have to be compressed. */
  public int getCompressMsgBodyOverHowmuch() {
    return compressMsgBodyOverHowmuch;
  }

  public void setCompressMsgBodyOverHowmuch(int compressMsgBodyOverHowmuch) {
    this.compressMsgBodyOverHowmuch = compressMsgBodyOverHowmuch;
  }

  /** How bodies are compressed: ZLIB is read by all clients, LZ4 and ZSTD by those since 5.0. */
  public CompressionType getCompressType() {
    return compressType;
  }

  public void setCompressType(CompressionType compressType) {
    this.compressType = compressType;
  }

  /** Higher is smaller and slower: up to 9 (ZLIB) or 22 (ZSTD); LZ4 has no levels. */
  public int getCompressLevel() {
    return compressLevel;
  }

  public void setCompressLevel(int compressLevel) {
    this.compressLevel = compressLevel;
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

  /** Bytes of the largest body, before compression. */
  public int getMaxMessageSize() {
    return maxMessageSize;
  }

  public void setMaxMessageSize(int maxMessageSize) {
    this.maxMessageSize = maxMessageSize;
  }

  /** Milliseconds for one attempt of several; -1: as much as is left for all. */
  public int getSendMsgMaxTimeoutPerRequest() {
    return sendMsgMaxTimeoutPerRequest;
  }

  public void setSendMsgMaxTimeoutPerRequest(int sendMsgMaxTimeoutPerRequest) {
    this.sendMsgMaxTimeoutPerRequest = sendMsgMaxTimeoutPerRequest;
  }

  /** The refusals after which a synchronous send tries another broker. */
  public Set<Integer> getRetryResponseCodes() {
    return Set.copyOf(retryResponseCodes);
  }

  public void addRetryResponseCode(int responseCode) {
    retryResponseCodes.add(responseCode);
  }

  /** Another name for {@code sendLatencyEnable}. */
  public boolean isSendLatencyFaultEnable() {
    return isSendLatencyEnable();
  }

  public void setSendLatencyFaultEnable(boolean sendLatencyFaultEnable) {
    setSendLatencyEnable(sendLatencyFaultEnable);
  }

  /** Milliseconds, rising: how long an attempt must take to cost its broker some time. */
  public long[] getLatencyMax() {
    return latencyMax.clone();
  }

  public void setLatencyMax(long[] latencyMax) {
    this.latencyMax = latencyMax.clone();
  }

  /** Milliseconds for which a broker is avoided, one for each of {@code latencyMax}. */
  public long[] getNotAvailableDuration() {
    return notAvailableDuration.clone();
  }

  public void setNotAvailableDuration(long[] notAvailableDuration) {
    this.notAvailableDuration = notAvailableDuration.clone();
  }

  /** Where asynchronous sends begin; null: on the caller's thread, if nothing is to wait for. */
  public ExecutorService getAsyncSenderExecutor() {
    return asyncSenderExecutor;
  }

  public void setAsyncSenderExecutor(ExecutorService asyncSenderExecutor) {
    this.asyncSenderExecutor = asyncSenderExecutor;
  }

  /** Where send callbacks run; null: on threads of the client. */
  public ExecutorService getCallbackExecutor() {
    return callbackExecutor;
  }

  public void setCallbackExecutor(ExecutorService callbackExecutor) {
    this.callbackExecutor = callbackExecutor;
  }

  /** Whether asynchronous sends wait when too much is on its way. */
  public boolean isEnableBackpressureForAsyncMode() {
    return enableBackpressureForAsyncMode;
  }

  public void setEnableBackpressureForAsyncMode(boolean enableBackpressureForAsyncMode) {
    this.enableBackpressureForAsyncMode = enableBackpressureForAsyncMode;
  }

  /** With back-pressure: how many messages may be on their way, 10 at least. */
  public int getBackPressureForAsyncSendNum() {
    return backPressureForAsyncSendNum;
  }

  public void setBackPressureForAsyncSendNum(int backPressureForAsyncSendNum) {
    this.backPressureForAsyncSendNum = Math.max(10, backPressureForAsyncSendNum);
  }

  /** Bytes that may be on their way, with back-pressure; 1 MiB at least. */
  public int getBackPressureForAsyncSendSize() {
    return backPressureForAsyncSendSize;
  }

  public void setBackPressureForAsyncSendSize(int backPressureForAsyncSendSize) {
    this.backPressureForAsyncSendSize = Math.max(1024 * 1024, backPressureForAsyncSendSize);
  }
}
