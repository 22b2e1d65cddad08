package io.glassmq.broker.processor;

import static io.glassmq.common.message.MessageConst.PROPERTY_MSG_REGION;
import static io.glassmq.common.message.MessageConst.PROPERTY_TRACE_SWITCH;
import static io.glassmq.common.message.MessageConst.PROPERTY_UNIQ_CLIENT_MESSAGE_ID_KEYIDX;
import static io.glassmq.common.message.MessageProperties.find;

import io.glassmq.broker.BrokerConfig;
import io.glassmq.broker.processor.SentMessageFactory.Sent;
import io.glassmq.broker.schedule.ScheduleTopic;
import io.glassmq.broker.subscription.DeadLetters;
import io.glassmq.broker.topic.TopicConfigManager;
import io.glassmq.common.TopicConfig;
import io.glassmq.common.message.MessageClientIDSetter;
import io.glassmq.common.message.MessageConst;
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
import io.glassmq.store.MessageExtBrokerInner;
import io.glassmq.store.MessageStore;
import io.glassmq.store.PutMessageResult;
import io.glassmq.store.PutMessageStatus;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Takes messages from producers: checks the request, makes the message that is stored, stores it,
 * and answers when the store says that it is safe. Nothing here waits, so a network thread may run
 * it.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.processor.SendMessageProcessor}.
 */
public final class SendMessageProcessor implements RequestProcessor {
  private final BrokerConfig config;
  private final TopicConfigManager topics;
  private final DeadLetters deadLetters;
  private final ScheduleTopic scheduleTopic;
  private final MessageStore store;
  private final SentMessageFactory messages;
  private final String traceOn;

  /**
   * @param storeHost our own address, which becomes part of the message ids
   */
  public SendMessageProcessor(
      BrokerConfig config,
      TopicConfigManager topics,
      DeadLetters deadLetters,
      ScheduleTopic scheduleTopic,
      MessageStore store,
      Supplier<InetSocketAddress> storeHost) {
    this.config = config;
    this.topics = topics;
    this.deadLetters = deadLetters;
    this.scheduleTopic = scheduleTopic;
    this.store = store;
    this.messages = new SentMessageFactory(config, storeHost);
    this.traceOn = Boolean.toString(config.traceOn());
  }

  @Override
  public CompletionStage<RemotingCommand> process(RemotingChannel channel, RemotingCommand request)
      throws RemotingCommandException {
    SendMessageRequestHeader header = decode(request);
    try {
      return send(new Sent(channel, header, request.body(), topic(header, channel)));
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

  private CompletionStage<RemotingCommand> send(Sent sent) throws RequestRefusedException {
    int delayLevel = delayLevel(sent.properties());
    refuseWhatIsNotServed(sent, delayLevel);
    String sentId = find(sent.properties(), PROPERTY_UNIQ_CLIENT_MESSAGE_ID_KEYIDX);
    String uniqueId = sentId == null ? MessageClientIDSetter.createUniqID() : sentId;
    MessageExtBrokerInner message = messages.make(sent, sentId, uniqueId);
    boolean isDeadLetter =
        TopicNames.isRetryTopic(message.getTopic())
            && deadLetters.redirect(message, sent.header().maxReconsumeTimes());
    int queueId = message.getQueueId(); // its own, also while it is held back in another
    if (delayLevel > 0 && !isDeadLetter) {
      scheduleTopic.holdBack(message, delayLevel);
    }
    return store.putMessage(message).thenApply(put -> answer(put, message, queueId, uniqueId));
  }

  /** How long the message is to be held back; 0 or less: not at all. */
  private static int delayLevel(String properties) throws RequestRefusedException {
    String level = find(properties, MessageConst.PROPERTY_DELAY_TIME_LEVEL);
    try {
      return level == null ? 0 : Integer.parseInt(level);
    } catch (NumberFormatException e) {
      throw SentMessageFactory.illegal("The delay level \"" + level + "\" is no number.");
    }
  }

  /** What a broker would have to hold back must not be delivered at once instead. */
  private static void refuseWhatIsNotServed(Sent sent, int delayLevel)
      throws RequestRefusedException {
    String properties = sent.properties();
    boolean isRetry = sent.reconsumeTimes() > 0 && delayLevel > 0; // its transaction is long over
    if (!isRetry && "true".equals(find(properties, MessageConst.PROPERTY_TRANSACTION_PREPARED))) {
      throw new RequestRefusedException(
          ResponseCode.NO_PERMISSION, "This broker does not serve transactional messages.");
    }
    if (delayLevel > 0) {
      if (sent.isBatch()) {
        throw SentMessageFactory.illegal("A batch cannot be delayed.");
      }
    } else if (isTimer(properties)) {
      throw SentMessageFactory.illegal("This broker does not serve timer messages.");
    }
  }

  /** One look for what all three names begin with is enough for nearly every message. */
  private static boolean isTimer(String properties) {
    return properties.contains("TIMER_DEL")
        && (find(properties, MessageConst.PROPERTY_TIMER_DELAY_SEC) != null
            || find(properties, MessageConst.PROPERTY_TIMER_DELAY_MS) != null
            || find(properties, MessageConst.PROPERTY_TIMER_DELIVER_MS) != null);
  }

  private RemotingCommand answer(
      PutMessageResult result, MessageExtBrokerInner message, int queueId, String uniqueId) {
    RemotingCommand answer =
        RemotingCommand.createResponse(codeOf(result.status()), remarkOf(result.status()));
    boolean isInnerBatch =
        MessageSysFlag.has(message.getSysFlag(), MessageSysFlag.INNER_BATCH_FLAG);
    if (result.status().isStored()) {
      answer.header(
          new SendMessageResponseHeader(
              result.append().msgId(),
              queueId,
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
