package io.glassmq.broker.processor;

import io.glassmq.broker.offset.ConsumerOffsetManager;
import io.glassmq.broker.out.BrokerRegistration;
import io.glassmq.broker.topic.TopicAttributes;
import io.glassmq.broker.topic.TopicConfigManager;
import io.glassmq.common.TopicConfig;
import io.glassmq.common.TopicFilterType;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.common.topic.TopicValidator;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.RequestProcessor;
import io.glassmq.remoting.RequestRefusedException;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.body.CreateTopicListRequestBody;
import io.glassmq.remoting.protocol.body.TopicConfigSerializeWrapper;
import io.glassmq.remoting.protocol.body.TopicList;
import io.glassmq.remoting.protocol.header.CreateTopicRequestHeader;
import io.glassmq.remoting.protocol.header.DeleteTopicRequestHeader;
import io.glassmq.remoting.protocol.header.GetAllTopicConfigResponseHeader;
import io.glassmq.remoting.protocol.header.GetTopicConfigRequestHeader;
import io.glassmq.store.MessageStore;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Topics are created and changed (17, 18), deleted (215) and looked at (21, 305, 351). A change is
 * answered when the name servers know of it: who then asks them for the route gets it.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.processor.AdminBrokerProcessor}.
 *
 * @param deletesRetryTopics whether with a topic go the topics of messages that groups popped from
 *     it and did not acknowledge
 */
public record TopicAdminProcessor(
    TopicConfigManager topics,
    ConsumerOffsetManager offsets,
    BrokerRegistration registration,
    MessageStore store,
    boolean deletesRetryTopics)
    implements RequestProcessor {
  private static final int MAX_QUEUES = 65_535;
  private static final int ALL_PERMISSIONS = 7;

  @Override
  public CompletionStage<RemotingCommand> process(RemotingChannel channel, RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
    return switch (request.requestCode()) {
      case UPDATE_AND_CREATE_TOPIC -> create(request);
      case UPDATE_AND_CREATE_TOPIC_LIST -> createAll(request);
      case DELETE_TOPIC_IN_BROKER -> delete(request);
      default -> CompletableFuture.completedFuture(look(request));
    };
  }

  private CompletionStage<RemotingCommand> create(RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
    var header = request.decodeHeader(CreateTopicRequestHeader.class);
    boolean multiTag = TopicFilterType.MULTI_TAG.name().equals(header.topicFilterType());
    update(
        new TopicConfig(
            header.topic(),
            header.readQueueNums(),
            header.writeQueueNums(),
            header.perm(),
            multiTag ? TopicFilterType.MULTI_TAG : TopicFilterType.SINGLE_TAG,
            header.topicSysFlag() == null ? 0 : header.topicSysFlag(),
            Boolean.TRUE.equals(header.order()),
            TopicAttributes.parse(header.attributes())));
    return registration.registerNow().thenApply(done -> RemotingCommand.success());
  }

  private CompletionStage<RemotingCommand> createAll(RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
    var body = RemotingSerializable.decode(request.body(), CreateTopicListRequestBody.class);
    for (TopicConfig topic : body.topicConfigList()) {
      update(topic);
    }
    return registration.registerNow().thenApply(done -> RemotingCommand.success());
  }

  /**
   * @param wanted with attribute changes instead of attributes
   */
  private void update(TopicConfig wanted) throws RequestRefusedException {
    checkName(wanted.topicName());
    checkNumbers(wanted);
    TopicConfig old = topics.selectTopicConfig(wanted.topicName());
    Map<String, String> attributes =
        TopicAttributes.change(old == null ? null : old.attributes(), wanted.attributes());
    topics.update(wanted.topicName(), before -> wanted.withAttributes(attributes));
  }

  private void checkName(String topic) throws RequestRefusedException {
    var problem = TopicValidator.problemOfTopic(topic);
    if (problem.isPresent() || topics.isSystemTopic(topic)) {
      throw new RequestRefusedException(
          ResponseCode.INVALID_PARAMETER,
          problem.orElse("The topic[" + topic + "] is conflict with system topic."));
    }
  }

  private static void checkNumbers(TopicConfig topic) throws RequestRefusedException {
    int fewest = Math.min(topic.readQueueNums(), topic.writeQueueNums());
    int most = Math.max(topic.readQueueNums(), topic.writeQueueNums());
    if (fewest < 0 || most > MAX_QUEUES || topic.perm() < 0 || topic.perm() > ALL_PERMISSIONS) {
      throw new RequestRefusedException(
          ResponseCode.INVALID_PARAMETER,
          "Queues: 0 to " + MAX_QUEUES + ", perm: 0 to " + ALL_PERMISSIONS + ", but got " + topic);
    }
  }

  private CompletionStage<RemotingCommand> delete(RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
    String topic = request.decodeHeader(DeleteTopicRequestHeader.class).topic();
    checkName(topic);
    if (deletesRetryTopics) {
      for (String group : offsets.whichGroupByTopic(topic)) {
        forget(TopicNames.popRetryTopic(group, topic));
        forget(TopicNames.popRetryTopicV2(group, topic));
      }
    }
    forget(topic);
    return registration.registerNow().thenApply(done -> RemotingCommand.success());
  }

  private void forget(String topic) {
    topics.update(topic, before -> null);
    offsets.removeTopic(topic);
    store.deleteTopic(topic);
  }

  private RemotingCommand look(RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
    return switch (request.requestCode()) {
      case GET_ALL_TOPIC_CONFIG -> all();
      case GET_SYSTEM_TOPIC_LIST_FROM_BROKER ->
          RemotingCommand.success()
              .body(RemotingSerializable.encode(new TopicList(topics.systemTopics())));
      case GET_TOPIC_CONFIG -> {
        String name = request.decodeHeader(GetTopicConfigRequestHeader.class).topic();
        TopicConfig topic = topics.selectTopicConfig(name);
        if (topic == null) {
          throw new RequestRefusedException(
              ResponseCode.TOPIC_NOT_EXIST, "No topic in this broker. topic: " + name);
        }
        yield RemotingCommand.success().body(RemotingSerializable.encode(topic));
      }
      default -> throw new IllegalStateException("not registered for " + request);
    };
  }

  /** All in one answer; callers that would take pages see that there is nothing left. */
  private RemotingCommand all() {
    TopicConfigSerializeWrapper all = topics.snapshot();
    return RemotingCommand.success()
        .header(new GetAllTopicConfigResponseHeader(all.topicConfigTable().size()))
        .body(RemotingSerializable.encode(all));
  }
}
