package io.glassmq.common.message;

import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * A message with everything that became of it on its way: where it lies, who sent it, when, how
 * often it was tried.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.common.message.MessageExt}.
 */
public class MessageExt extends Message {
  private String brokerName;
  private int queueId;
  private int storeSize;
  private long queueOffset;
  private int sysFlag;
  private long bornTimestamp;
  private SocketAddress bornHost;
  private long storeTimestamp;
  private SocketAddress storeHost;
  private String msgId;
  private long commitLogOffset;
  private int bodyCRC;
  private int reconsumeTimes;
  private long preparedTransactionOffset;

  public String getBrokerName() {
    return brokerName;
  }

  public void setBrokerName(String brokerName) {
    this.brokerName = brokerName;
  }

  public int getQueueId() {
    return queueId;
  }

  public void setQueueId(int queueId) {
    this.queueId = queueId;
  }

  /** Bytes of the whole record in the commit log. */
  public int getStoreSize() {
    return storeSize;
  }

  public void setStoreSize(int storeSize) {
    this.storeSize = storeSize;
  }

  /** Position in its queue, counted in messages from 0. */
  public long getQueueOffset() {
    return queueOffset;
  }

  public void setQueueOffset(long queueOffset) {
    this.queueOffset = queueOffset;
  }

  /** See {@link io.glassmq.common.sysflag.MessageSysFlag}. */
  public int getSysFlag() {
    return sysFlag;
  }

  public void setSysFlag(int sysFlag) {
    this.sysFlag = sysFlag;
  }

  /** Milliseconds since 1970 on the producer's clock. */
  public long getBornTimestamp() {
    return bornTimestamp;
  }

  public void setBornTimestamp(long bornTimestamp) {
    this.bornTimestamp = bornTimestamp;
  }

  public SocketAddress getBornHost() {
    return bornHost;
  }

  public void setBornHost(SocketAddress bornHost) {
    this.bornHost = bornHost;
  }

  /** The producer's address as text without the port, or null. */
  public String getBornHostString() {
    return bornHost instanceof InetSocketAddress inet ? inet.getAddress().getHostAddress() : null;
  }

  /** Milliseconds since 1970 on the broker's clock. */
  public long getStoreTimestamp() {
    return storeTimestamp;
  }

  public void setStoreTimestamp(long storeTimestamp) {
    this.storeTimestamp = storeTimestamp;
  }

  public SocketAddress getStoreHost() {
    return storeHost;
  }

  public void setStoreHost(SocketAddress storeHost) {
    this.storeHost = storeHost;
  }

  /** The unique id that the producer made, or the offset id when it made none. */
  public String getMsgId() {
    String uniqueKey = getProperty(MessageConst.PROPERTY_UNIQ_CLIENT_MESSAGE_ID_KEYIDX);
    return uniqueKey == null ? msgId : uniqueKey;
  }

  public void setMsgId(String msgId) {
    this.msgId = msgId;
  }

  /** The id that says on which broker and where in its log the message lies. */
  public String getOffsetMsgId() {
    return msgId;
  }

  /** Byte position in the commit log. */
  public long getCommitLogOffset() {
    return commitLogOffset;
  }

  public void setCommitLogOffset(long commitLogOffset) {
    this.commitLogOffset = commitLogOffset;
  }

  public int getBodyCRC() {
    return bodyCRC;
  }

  public void setBodyCRC(int bodyCRC) {
    this.bodyCRC = bodyCRC;
  }

  /** How often consuming it failed so far. */
  public int getReconsumeTimes() {
    return reconsumeTimes;
  }

  public void setReconsumeTimes(int reconsumeTimes) {
    this.reconsumeTimes = reconsumeTimes;
  }

  public long getPreparedTransactionOffset() {
    return preparedTransactionOffset;
  }

  public void setPreparedTransactionOffset(long preparedTransactionOffset) {
    this.preparedTransactionOffset = preparedTransactionOffset;
  }

  @Override
  public String toString() {
    return "MessageExt [brokerName="
        + brokerName
        + ", queueId="
        + queueId
        + ", queueOffset="
        + queueOffset
        + ", commitLogOffset="
        + commitLogOffset
        + ", storeSize="
        + storeSize
        + ", sysFlag="
        + sysFlag
        + ", bornTimestamp="
        + bornTimestamp
        + ", bornHost="
        + bornHost
        + ", storeTimestamp="
        + storeTimestamp
        + ", storeHost="
        + storeHost
        + ", msgId="
        + getMsgId()
        + ", reconsumeTimes="
        + reconsumeTimes
        + ", "
        + super.toString()
        + "]";
  }
}
