package io.glassmq.broker.processor;

import static io.glassmq.common.message.MessageConst.PROPERTY_CLUSTER;
import static io.glassmq.common.message.MessageConst.PROPERTY_INNER_BASE;
import static io.glassmq.common.message.MessageConst.PROPERTY_INNER_NUM;
import static io.glassmq.common.message.MessageConst.PROPERTY_MSG_REGION;
import static io.glassmq.common.message.MessageConst.PROPERTY_TRACE_SWITCH;
import static io.glassmq.common.message.MessageConst.PROPERTY_UNIQ_CLIENT_MESSAGE_ID_KEYIDX;

import io.glassmq.broker.BrokerConfig;
import io.glassmq.broker.topic.TopicConfigManager;
import io.glassmq.common.TopicConfig;
import io.glassmq.common.TopicFilterType;
import io.glassmq.common.attribute.CQType;
import io.glassmq.common.message.BatchEntry;
import io.glassmq.common.message.MessageClientIDSetter;
import io.glassmq.common.message.MessageConst;
import io.glassmq.common.message.MessageProperties;
import io.glassmq.common.sysflag.MessageSysFlag;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.common.topic.TopicValidator;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.RequestProcessor;
import io.glassmq.remoting.RequestRefusedException;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.header.SendMessageRequestHeader;
import io.glassmq.remoting.protocol.header.SendMessageRequestHeaderV2;
import io.glassmq.remoting.protocol.header.SendMessageResponseHeader;
import io.glassmq.store.MessageExtBatch;
import io.glassmq.store.MessageExtBrokerInner;
import io.glassmq.store.MessageStore;
import io.glassmq.store.PutMessageResult;
import io.glassmq.store.PutMessageStatus;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Takes messages from producers: checks the request, makes the message that is stored, stores it,
 * and answers when the store says that it is safe. Nothing here waits, so a network thread may run
 * it.
 *
 * <p>The properties stay the text that they are on the wire and on disk; the broker only appends.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.processor.SendMessageProcessor}.
 */
public final class SendMessageProcessor implements RequestProcessor {
  private final BrokerConfig config;
  private final TopicConfigManager topics;
  private final MessageStore store;
  private final Supplier<InetSocketAddress> storeHost;
  private final String traceOn;
  private final String appendedProperties;

  /**
   * @param storeHost our own address, which becomes part of the message ids
   */
  public SendMessageProcessor(
      BrokerConfig config,
      TopicConfigManager topics,
      MessageStore store,
      Supplier<InetSocketAddress> storeHost) {
    this.config = config;
    this.topics = topics;
    this.store = store;
    this.storeHost = storeHost;
    this.traceOn = Boolean.toString(config.traceOn());
    var appended = new StringBuilder();
    MessageProperties.append(appended, PROPERTY_MSG_REGION, config.regionId());
    MessageProperties.append(appended, PROPERTY_TRACE_SWITCH, traceOn);
    MessageProperties.append(appended, PROPERTY_CLUSTER, config.brokerClusterName());
    this.appendedProperties = appended.toString();
  }

  @Override
  public CompletionStage<RemotingCommand> process(RemotingChannel channel, RemotingCommand request)
      throws RemotingCommandException {
    SendMessageRequestHeader header = decode(request);
    try {
      return send(channel, request, header, topic(header, channel));
    } catch (RequestRefusedException e) {
      return CompletableFuture.completedFuture(stamp(e.toResponse()));
    }
  }

  private static SendMessageRequestHeader decode(RemotingCommand request)
      throws RemotingCommandException {
    return request.requestCode() == RequestCode.SEND_MESSAGE
        ? request.decodeHeader(SendMessageRequestHeader.class)
        : request.decodeHeader(SendMessageRequestHeaderV2.class).toV1();
  }

  private TopicConfig topic(SendMessageRequestHeader header, RemotingChannel channel)
      throws RequestRefusedException {
    TopicConfig known = topics.selectTopicConfig(header.topic());
    var problem =
        known == null
            ? TopicValidator.problemOfTopic(header.topic())
            : Optional.<String>empty(); // its name was looked at when it was created
    if (problem.isPresent()) {
      throw new RequestRefusedException(ResponseCode.INVALID_PARAMETER, problem.get());
    }
    if (TopicValidator.isNotAllowedSendTopic(header.topic())
        || header.topic().startsWith(TopicNames.SYSTEM_TOPIC_PREFIX)) {
      throw new RequestRefusedException(
          ResponseCode.NO_PERMISSION,
          "Sending message to topic[" + header.topic() + "] is forbidden.");
    }
    TopicConfig topic = known == null ? create(header) : known;
    if (header.queueId() >= Math.max(topic.readQueueNums(), topic.writeQueueNums())) {
      throw new RequestRefusedException(
          ResponseCode.INVALID_PARAMETER,
          "request queueId["
              + header.queueId()
              + "] is illegal, "
              + topic
              + " Producer: "
              + channel.remoteAddress());
    }
    return topic;
  }

  private TopicConfig create(SendMessageRequestHeader header) throws RequestRefusedException {
    return topics
        .selectOrCreate(header.topic(), header.defaultTopic(), header.defaultTopicQueueNums())
        .orElseThrow(
            () ->
                new RequestRefusedException(
                    ResponseCode.TOPIC_NOT_EXIST,
                    "topic[" + header.topic() + "] not exist, apply first please!"));
  }

  private CompletionStage<RemotingCommand> send(
      RemotingChannel channel,
      RemotingCommand request,
      SendMessageRequestHeader header,
      TopicConfig topic)
      throws RequestRefusedException {
    String sent = header.properties() == null ? "" : header.properties();
    checkProperties(sent);
    String sentId = MessageProperties.find(sent, PROPERTY_UNIQ_CLIENT_MESSAGE_ID_KEYIDX);
    String uniqueId = sentId == null ? MessageClientIDSetter.createUniqID() : sentId;
    MessageExtBrokerInner message;
    if (!Boolean.TRUE.equals(header.batch())) {
      message = newMessage(sent, sentId == null ? uniqueId : null);
    } else if (topic.queueType() == CQType.BatchCQ && sentId != null) {
      message = newInnerBatch(topic, sent, request.body());
    } else {
      message = newBatch(topic, sent);
    }
    fill(message, channel, request, header, topic);
    return store.putMessage(message).thenApply(result -> answer(result, message, uniqueId));
  }

  /** What a broker would have to hold back must not be delivered at once instead. */
  private static void checkProperties(String sent) throws RequestRefusedException {
    if ("true".equals(MessageProperties.find(sent, MessageConst.PROPERTY_TRANSACTION_PREPARED))) {
      throw new RequestRefusedException(
          ResponseCode.NO_PERMISSION, "This broker does not serve transactional messages.");
    }
    String delay = MessageProperties.find(sent, MessageConst.PROPERTY_DELAY_TIME_LEVEL);
    if (delay != null && !delay.equals("0")
        || MessageProperties.find(sent, MessageConst.PROPERTY_TIMER_DELAY_SEC) != null
        || MessageProperties.find(sent, MessageConst.PROPERTY_TIMER_DELAY_MS) != null
        || MessageProperties.find(sent, MessageConst.PROPERTY_TIMER_DELIVER_MS) != null) {
      throw illegal("This broker does not serve delayed messages.");
    }
  }

  private static RequestRefusedException illegal(String remark) {
    return new RequestRefusedException(ResponseCode.MESSAGE_ILLEGAL, remark);
  }

  private static void checkBatchTopic(TopicConfig topic) throws RequestRefusedException {
    if (topic.topicName().length() > TopicValidator.TOPIC_MAX_LENGTH
        || TopicNames.isRetryTopic(topic.topicName())) {
      throw illegal("batch request does not support topic " + topic.topicName());
    }
  }

  /** All messages of the batch in one record, for a queue that can count them. */
  private MessageExtBrokerInner newInnerBatch(TopicConfig topic, String sent, byte[] entries)
      throws RequestRefusedException {
    checkBatchTopic(topic);
    if (MessageProperties.find(sent, PROPERTY_INNER_NUM) != null
        || MessageProperties.find(sent, PROPERTY_INNER_BASE) != null) {
      throw illegal(PROPERTY_INNER_NUM + " and " + PROPERTY_INNER_BASE + " are set by the broker");
    }
    MessageExtBrokerInner message = newMessage(sent, null);
    message.setSysFlag(MessageSysFlag.INNER_BATCH_FLAG | MessageSysFlag.NEED_UNWRAP_FLAG);
    try {
      int count = BatchEntry.decode(ByteBuffer.wrap(entries)).size();
      var properties = new StringBuilder(message.getPropertiesString());
      MessageProperties.append(properties, PROPERTY_INNER_NUM, Integer.toString(count));
      message.setPropertiesString(properties.toString());
      return message;
    } catch (IllegalArgumentException e) {
      throw illegal(e.getMessage());
    }
  }

  private MessageExtBatch newBatch(TopicConfig topic, String sent) throws RequestRefusedException {
    checkBatchTopic(topic);
    var batch = new MessageExtBatch();
    batch.setPropertiesString(sent); // for the store to read; not stored
    return batch;
  }

  /**
   * @param newId the message's unique id; null if it was sent with one
   */
  private MessageExtBrokerInner newMessage(String sent, String newId) {
    String kept = sent;
    if (MessageProperties.find(sent, MessageConst.PROPERTY_POP_CK) != null) {
      var properties = MessageProperties.decode(sent);
      properties.remove(MessageConst.PROPERTY_POP_CK);
      kept = MessageProperties.encode(properties);
    }
    var text = new StringBuilder(kept.length() + appendedProperties.length() + 48).append(kept);
    if (newId != null) {
      MessageProperties.append(text, PROPERTY_UNIQ_CLIENT_MESSAGE_ID_KEYIDX, newId);
    }
    if (!text.isEmpty() && text.charAt(text.length() - 1) != MessageProperties.PROPERTY_SEPARATOR) {
      text.append(MessageProperties.PROPERTY_SEPARATOR);
    }
    var message = new MessageExtBrokerInner();
    message.setPropertiesString(text.append(appendedProperties).toString());
    return message;
  }

  private void fill(
      MessageExtBrokerInner message,
      RemotingChannel channel,
      RemotingCommand request,
      SendMessageRequestHeader header,
      TopicConfig topic)
      throws RequestRefusedException {
    if (request.body().length == 0) {
      throw illegal("The message body is empty.");
    }
    message.setTopic(topic.topicName());
    message.setQueueId(
        header.queueId() >= 0
            ? header.queueId()
            : ThreadLocalRandom.current().nextInt(Math.max(1, topic.writeQueueNums())));
    message.setBody(request.body());
    message.setFlag(header.flag());
    boolean multiTag = topic.topicFilterType() == TopicFilterType.MULTI_TAG;
    int added = message.getSysFlag() | (multiTag ? MessageSysFlag.MULTI_TAGS_FLAG : 0);
    message.setSysFlag(header.sysFlag() | added);
    message.setBornTimestamp(header.bornTimestamp());
    message.setBornHost(channel.remoteAddress());
    message.setStoreHost(storeHost.get());
    message.setReconsumeTimes(header.reconsumeTimes() == null ? 0 : header.reconsumeTimes());
  }

  private RemotingCommand answer(
      PutMessageResult result, MessageExtBrokerInner message, String uniqueId) {
    RemotingCommand answer =
        RemotingCommand.createResponse(codeOf(result.status()), remarkOf(result.status()));
    boolean isInnerBatch =
        MessageSysFlag.has(message.getSysFlag(), MessageSysFlag.INNER_BATCH_FLAG);
    if (result.status().isStored()) {
      answer.header(
          new SendMessageResponseHeader(
              result.append().msgId(),
              message.getQueueId(),
              result.append().queueOffset(),
              uniqueId,
              isInnerBatch ? uniqueId : null,
              null));
    }
    return stamp(answer);
  }

  /** Clients look into these two without asking whether they are there. */
  private RemotingCommand stamp(RemotingCommand answer) {
    return answer
        .addField(PROPERTY_MSG_REGION, config.regionId())
        .addField(PROPERTY_TRACE_SWITCH, traceOn);
  }

  private static ResponseCode codeOf(PutMessageStatus status) {
    return switch (status) {
      case PUT_OK -> ResponseCode.SUCCESS;
      case FLUSH_DISK_TIMEOUT -> ResponseCode.FLUSH_DISK_TIMEOUT;
      case SERVICE_NOT_AVAILABLE -> ResponseCode.SERVICE_NOT_AVAILABLE;
      case MESSAGE_ILLEGAL, PROPERTIES_SIZE_EXCEEDED -> ResponseCode.MESSAGE_ILLEGAL;
      case OS_PAGE_CACHE_BUSY -> ResponseCode.SYSTEM_BUSY;
      case CREATE_MAPPED_FILE_FAILED, UNKNOWN_ERROR -> ResponseCode.SYSTEM_ERROR;
    };
  }

  private String remarkOf(PutMessageStatus status) {
    return switch (status) {
      case PUT_OK -> null;
      case MESSAGE_ILLEGAL, PROPERTIES_SIZE_EXCEEDED ->
          "the message is illegal, maybe msg body or properties length not matched. msg body length"
              + " limit "
              + config.store().maxMessageSize()
              + "B, msg properties length limit 32KB.";
      case SERVICE_NOT_AVAILABLE -> "service not available now: shut down, or no room on the disk";
      case OS_PAGE_CACHE_BUSY -> "[PC_SYNCHRONIZED]broker busy, start flow control for a while";
      case CREATE_MAPPED_FILE_FAILED -> "create mapped file failed, server is busy or broken.";
      default -> status.name();
    };
  }
}
