package io.glassmq.client.impl;

import io.glassmq.client.QueryResult;
import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.impl.compression.CompressedBody;
import io.glassmq.common.TopicConfig;
import io.glassmq.common.message.MessageDecoder;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.admin.TopicStatsTable;
import io.glassmq.remoting.protocol.body.ClusterInfo;
import io.glassmq.remoting.protocol.body.TopicList;
import io.glassmq.remoting.protocol.header.CreateTopicRequestHeader;
import io.glassmq.remoting.protocol.header.DeleteTopicRequestHeader;
import io.glassmq.remoting.protocol.header.GetTopicStatsInfoRequestHeader;
import io.glassmq.remoting.protocol.header.QueryMessageRequestHeader;
import io.glassmq.remoting.protocol.header.QueryMessageResponseHeader;
import io.glassmq.remoting.protocol.header.ViewMessageRequestHeader;
import io.glassmq.remoting.protocol.header.namesrv.DeleteTopicFromNamesrvRequestHeader;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What an administrator can ask of name servers and brokers, each question a method with types.
 *
 * <p>Thread-safe; throws what {@link MQClientAPIImpl} throws. Official counterpart: {@code
 * org.apache.rocketmq.client.impl.MQClientAPIImpl}, which has these methods too.
 */
public final class MQAdminAPI {
  private final ServerCalls calls;

  MQAdminAPI(ServerCalls calls) {
    this.calls = calls;
  }

  public ClusterInfo getClusterInfo()
      throws RemotingException, MQBrokerException, InterruptedException {
    return ServerCalls.body(
        calls.call(ServerCalls.NAME_SERVER, RequestCode.GET_BROKER_CLUSTER_INFO, null),
        ClusterInfo.class);
  }

  public TopicList getTopicList()
      throws RemotingException, MQBrokerException, InterruptedException {
    var code = RequestCode.GET_ALL_TOPIC_LIST_FROM_NAMESERVER;
    return ServerCalls.body(calls.call(ServerCalls.NAME_SERVER, code, null), TopicList.class);
  }

  public void createTopic(String address, TopicConfig topic)
      throws RemotingException, MQBrokerException, InterruptedException {
    var header =
        new CreateTopicRequestHeader(
            topic.topicName(),
            TopicNames.AUTO_CREATE_TOPIC_KEY_TOPIC,
            topic.readQueueNums(),
            topic.writeQueueNums(),
            topic.perm(),
            topic.topicFilterType().name(),
            topic.topicSysFlag(),
            topic.order(),
            changes(topic.attributes()),
            null);
    calls.call(address, RequestCode.UPDATE_AND_CREATE_TOPIC, header);
  }

  /** Attributes as changes: all of them are added. */
  private static String changes(Map<String, String> attributes) {
    return attributes.isEmpty()
        ? null
        : attributes.entrySet().stream()
            .map(attribute -> "+" + attribute.getKey() + "=" + attribute.getValue())
            .collect(Collectors.joining(","));
  }

  public void deleteTopicInBroker(String address, String topic)
      throws RemotingException, MQBrokerException, InterruptedException {
    calls.call(address, RequestCode.DELETE_TOPIC_IN_BROKER, new DeleteTopicRequestHeader(topic));
  }

  /**
   * @param address of a name server
   */
  public void deleteTopicInNameServer(String address, String topic)
      throws RemotingException, MQBrokerException, InterruptedException {
    var header = new DeleteTopicFromNamesrvRequestHeader(topic, null);
    calls.call(address, RequestCode.DELETE_TOPIC_IN_NAMESRV, header);
  }

  public TopicStatsTable getTopicStatsInfo(String address, String topic)
      throws RemotingException, MQBrokerException, InterruptedException {
    var header = new GetTopicStatsInfoRequestHeader(topic);
    var answer = calls.call(address, RequestCode.GET_TOPIC_STATS_INFO, header);
    return ServerCalls.body(answer, TopicStatsTable.class);
  }

  /**
   * Messages that a broker has indexed under a key, decompressed; none if it has none.
   *
   * @throws IllegalArgumentException if a body cannot be decompressed
   */
  public QueryResult queryMessage(String address, QueryMessageRequestHeader header)
      throws RemotingException, MQBrokerException, InterruptedException {
    boolean byId = QueryMessageRequestHeader.BY_UNIQUE_KEY.equals(header.indexType());
    var request =
        RemotingCommand.createRequest(RequestCode.QUERY_MESSAGE, header)
            .addField(QueryMessageRequestHeader.UNIQUE_KEY_QUERY, Boolean.toString(byId));
    var response = calls.invoke(address, request);
    if (response.responseCode() == ResponseCode.QUERY_NOT_FOUND) {
      return new QueryResult(0, List.of());
    }
    var answer = ServerCalls.successful(address, response);
    return new QueryResult(
        answer.decodeHeader(QueryMessageResponseHeader.class).indexLastUpdateTimestamp(),
        messages(answer.body()));
  }

  /**
   * The message that a broker keeps at an offset of its log, decompressed.
   *
   * @throws MQBrokerException also if there is none
   * @throws IllegalArgumentException if the body cannot be decompressed
   */
  public MessageExt viewMessage(String address, String topic, long offset)
      throws RemotingException, MQBrokerException, InterruptedException {
    var header = new ViewMessageRequestHeader(topic, offset);
    return messages(calls.call(address, RequestCode.VIEW_MESSAGE_BY_ID, header).body()).get(0);
  }

  private static List<MessageExt> messages(byte[] body) {
    List<MessageExt> messages = MessageDecoder.decodes(ByteBuffer.wrap(body));
    for (MessageExt message : messages) {
      message.setBody(CompressedBody.decompress(message.getBody(), message.getSysFlag()));
    }
    return messages;
  }
}
