package io.glassmq.broker.processor;

import io.glassmq.broker.offset.ConsumerOffsetManager;
import io.glassmq.broker.subscription.SubscriptionGroupManager;
import io.glassmq.common.topic.TopicValidator;
import io.glassmq.remoting.AnsweringProcessor;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.RequestRefusedException;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.body.SubscriptionGroupList;
import io.glassmq.remoting.protocol.header.DeleteSubscriptionGroupRequestHeader;
import io.glassmq.remoting.protocol.header.GetAllSubscriptionGroupResponseHeader;
import io.glassmq.remoting.protocol.header.GetSubscriptionGroupConfigRequestHeader;
import io.glassmq.remoting.protocol.header.UpdateGroupForbiddenRequestHeader;
import io.glassmq.remoting.protocol.subscription.GroupForbidden;
import io.glassmq.remoting.protocol.subscription.SubscriptionGroupConfig;
import java.util.List;

/**
 * Groups are created and changed (200, 225), deleted (207), looked at (201, 352), and kept from
 * single topics (353).
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.processor.AdminBrokerProcessor}.
 */
public record GroupAdminProcessor(SubscriptionGroupManager groups, ConsumerOffsetManager offsets)
    implements AnsweringProcessor {

  @Override
  public RemotingCommand answer(RemotingChannel channel, RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
    return switch (request.requestCode()) {
      case UPDATE_AND_CREATE_SUBSCRIPTIONGROUP ->
          update(List.of(decode(request, SubscriptionGroupConfig.class)));
      case UPDATE_AND_CREATE_SUBSCRIPTIONGROUP_LIST ->
          update(decode(request, SubscriptionGroupList.class).groupConfigList());
      case DELETE_SUBSCRIPTIONGROUP -> delete(request);
      case GET_SUBSCRIPTIONGROUP_CONFIG -> group(request);
      case GET_ALL_SUBSCRIPTIONGROUP_CONFIG -> all();
      case UPDATE_AND_GET_GROUP_FORBIDDEN -> forbidden(request);
      default -> throw new IllegalStateException("not registered for " + request);
    };
  }

  private static <T> T decode(RemotingCommand request, Class<T> type)
      throws RemotingCommandException {
    return RemotingSerializable.decode(request.body(), type);
  }

  private RemotingCommand update(List<SubscriptionGroupConfig> wanted)
      throws RequestRefusedException {
    for (SubscriptionGroupConfig group : wanted) {
      check(group);
    }
    wanted.forEach(groups::update);
    return RemotingCommand.success();
  }

  private static void check(SubscriptionGroupConfig group) throws RequestRefusedException {
    var problem = TopicValidator.problemOfGroup(group.groupName());
    if (problem.isPresent()) {
      throw new RequestRefusedException(ResponseCode.INVALID_PARAMETER, problem.get());
    }
    if (group.retryQueueNums() < 0 || group.retryMaxTimes() < -1) {
      throw new RequestRefusedException(
          ResponseCode.INVALID_PARAMETER,
          "retryQueueNums: 0 or more, retryMaxTimes: -1 or more, but got " + group);
    }
  }

  private RemotingCommand delete(RemotingCommand request) throws RemotingCommandException {
    var header = request.decodeHeader(DeleteSubscriptionGroupRequestHeader.class);
    groups.delete(header.groupName());
    if (Boolean.TRUE.equals(header.cleanOffset())) {
      offsets.removeGroup(header.groupName());
    }
    return RemotingCommand.success();
  }

  private RemotingCommand group(RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
    String name = request.decodeHeader(GetSubscriptionGroupConfigRequestHeader.class).group();
    SubscriptionGroupConfig group = groups.findSubscriptionGroupConfig(name);
    if (group == null) {
      throw new RequestRefusedException(
          ResponseCode.SUBSCRIPTION_GROUP_NOT_EXIST, "No group in this broker. group: " + name);
    }
    return RemotingCommand.success().body(RemotingSerializable.encode(group));
  }

  private RemotingCommand all() {
    var all = groups.snapshot();
    return RemotingCommand.success()
        .header(new GetAllSubscriptionGroupResponseHeader(all.subscriptionGroupTable().size()))
        .body(RemotingSerializable.encode(all));
  }

  private RemotingCommand forbidden(RemotingCommand request) throws RemotingCommandException {
    var header = request.decodeHeader(UpdateGroupForbiddenRequestHeader.class);
    if (header.readable() != null) {
      groups.setReadForbidden(header.group(), header.topic(), !header.readable());
    }
    boolean readable = !groups.isReadForbidden(header.group(), header.topic());
    return RemotingCommand.success()
        .body(
            RemotingSerializable.encode(
                new GroupForbidden(header.group(), header.topic(), readable)));
  }
}
