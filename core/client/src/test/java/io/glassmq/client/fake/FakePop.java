package io.glassmq.client.fake;

import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.common.message.MessageQueueAssignment;
import io.glassmq.common.message.MessageRequestMode;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.protocol.CommandCustomHeader;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.body.QueryAssignmentRequestBody;
import io.glassmq.remoting.protocol.body.QueryAssignmentResponseBody;
import io.glassmq.remoting.protocol.header.AckMessageRequestHeader;
import io.glassmq.remoting.protocol.header.ChangeInvisibleTimeRequestHeader;
import io.glassmq.remoting.protocol.header.ChangeInvisibleTimeResponseHeader;
import io.glassmq.remoting.protocol.header.PopMessageRequestHeader;
import io.glassmq.remoting.protocol.header.PopMessageResponseHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Lets the clients of a fake cluster pop. It assigns what the test says, answers pops with what the
 * test has laid ready, holds those that find nothing, and agrees to all acknowledgements.
 */
public final class FakePop {
  private static final RemotingCommand CLUSTER_DECIDES = null;

  private final FakeCluster cluster;
  private final Map<String, List<MessageQueueAssignment>> assigned = new ConcurrentHashMap<>();
  private final Queue<RemotingCommand> answers = new ConcurrentLinkedQueue<>();

  public FakePop(FakeCluster cluster) {
    this.cluster = cluster;
    cluster.hold(RequestCode.POP_MESSAGE);
    cluster.script(RequestCode.POP_MESSAGE, (address, request) -> answers.poll());
    cluster.script(RequestCode.QUERY_ASSIGNMENT, (address, request) -> assignments(request));
    cluster.script(RequestCode.ACK_MESSAGE, (address, request) -> RemotingCommand.success());
    cluster.script(
        RequestCode.CHANGE_MESSAGE_INVISIBLETIME,
        (address, request) ->
            RemotingCommand.success().header(new ChangeInvisibleTimeResponseHeader(1, 2, 3)));
  }

  private RemotingCommand assignments(RemotingCommand request) {
    try {
      var question = RemotingSerializable.decode(request.body(), QueryAssignmentRequestBody.class);
      var answer = new QueryAssignmentResponseBody(assigned.get(question.topic()));
      return RemotingCommand.success().body(RemotingSerializable.encode(answer));
    } catch (RemotingException e) {
      return CLUSTER_DECIDES;
    }
  }

  /** From now on these queues of a topic are whose who asks; a topic not named cannot be told. */
  public void assign(String topic, MessageRequestMode mode, MessageQueue... queues) {
    List<MessageQueueAssignment> all = new ArrayList<>();
    for (MessageQueue queue : queues) {
      all.add(new MessageQueueAssignment(queue, mode));
    }
    assigned.put(topic, all);
  }

  /** All queues of the one broker, for popping. */
  public static MessageQueue anyQueue(String topic) {
    return new MessageQueue(topic, "broker-a", -1);
  }

  /** The topic is popped, and the group's retry topic is nobody's. */
  public void popFrom(String topic, String group) {
    assign(topic, MessageRequestMode.POP, anyQueue(topic));
    assign(TopicNames.retryTopic(group), MessageRequestMode.PULL);
  }

  /** The next pop that asks gets these messages of queue 0. */
  public void answer(long popTime, long invisibleMillis, List<MessageExt> messages) {
    var header = new PopMessageResponseHeader(popTime, invisibleMillis, 4, 0, "0 0 0", null, null);
    answers.add(RemotingCommand.success().header(header).body(StoredMessage.encode(messages)));
  }

  /** The next pop that asks gets this. */
  public void answer(RemotingCommand response) {
    answers.add(response);
  }

  public List<PopMessageRequestHeader> pops() throws Exception {
    return headers(RequestCode.POP_MESSAGE, PopMessageRequestHeader.class);
  }

  public List<AckMessageRequestHeader> acks() throws Exception {
    return headers(RequestCode.ACK_MESSAGE, AckMessageRequestHeader.class);
  }

  public List<ChangeInvisibleTimeRequestHeader> changes() throws Exception {
    return headers(
        RequestCode.CHANGE_MESSAGE_INVISIBLETIME, ChangeInvisibleTimeRequestHeader.class);
  }

  private <H extends Record & CommandCustomHeader> List<H> headers(RequestCode code, Class<H> type)
      throws Exception {
    List<H> headers = new ArrayList<>();
    for (RemotingCommand request : cluster.received(code)) {
      headers.add(request.decodeHeader(type));
    }
    return headers;
  }
}
