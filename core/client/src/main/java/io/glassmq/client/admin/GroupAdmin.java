package io.glassmq.client.admin;

import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.impl.MQClientAPIImpl;
import io.glassmq.client.impl.MQGroupAPI;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.admin.ConsumeStats;
import io.glassmq.remoting.protocol.admin.OffsetWrapper;
import io.glassmq.remoting.protocol.body.ConsumerConnection;
import io.glassmq.remoting.protocol.header.ResetOffsetRequestHeader;
import io.glassmq.remoting.protocol.route.BrokerData;
import io.glassmq.remoting.protocol.route.TopicRouteData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Questions about a group that more than one broker has to answer, put together.
 *
 * <p>Thread-safe.
 */
final class GroupAdmin {
  private final MQClientAPIImpl api;

  GroupAdmin(MQClientAPIImpl api) {
    this.api = api;
  }

  private MQGroupAPI groups() {
    return api.groups();
  }

  /** The masters that know a group: they have its retry topic. All masters for one without it. */
  private List<String> mastersOf(String group)
      throws RemotingException, MQBrokerException, InterruptedException {
    Optional<TopicRouteData> route = api.getTopicRoute(TopicNames.retryTopic(group));
    return masters(
        route.isPresent()
            ? route.get().brokerDatas()
            : api.admin().getClusterInfo().brokerAddrTable().values());
  }

  String anyMasterOf(String group)
      throws RemotingException, MQBrokerException, InterruptedException, MQClientException {
    return mastersOf(group).stream()
        .findFirst()
        .orElseThrow(() -> new MQClientException("No broker knows group " + group + ".", null));
  }

  static List<String> masters(Collection<BrokerData> brokers) {
    List<String> addresses = new ArrayList<>();
    for (BrokerData broker : brokers) {
      if (broker.masterAddr() != null) {
        addresses.add(broker.masterAddr());
      }
    }
    return addresses;
  }

  ConsumeStats consumeStats(String group, String topic)
      throws RemotingException, MQBrokerException, InterruptedException, MQClientException {
    Map<MessageQueue, OffsetWrapper> table = new HashMap<>();
    double tps = 0;
    for (String address : mastersOf(group)) {
      ConsumeStats one = groups().getConsumeStats(address, group, topic);
      table.putAll(one.offsetTable());
      tps += one.consumeTps();
    }
    if (table.isEmpty()) {
      throw new MQClientException(
          ResponseCode.SYSTEM_ERROR.code(), "Group " + group + " has not consumed anything yet.");
    }
    return new ConsumeStats(table, tps);
  }

  /** All members are connected to all brokers; so the first that knows some is enough. */
  ConsumerConnection connections(String group)
      throws RemotingException, MQBrokerException, InterruptedException, MQClientException {
    for (String address : mastersOf(group)) {
      try {
        return groups().getConsumerConnectionList(address, group);
      } catch (MQBrokerException e) {
        if (e.getResponseCode() != ResponseCode.CONSUMER_NOT_ONLINE.code()) {
          throw e;
        }
      }
    }
    throw new MQClientException(
        ResponseCode.CONSUMER_NOT_ONLINE.code(), "No member of group " + group + " is connected.");
  }

  /** Sends a group elsewhere on every broker of a topic; answers where. */
  Map<MessageQueue, Long> resetOffset(
      TopicRouteData route, String topic, String group, long timestamp, boolean isForce)
      throws RemotingException, MQBrokerException, InterruptedException {
    Map<MessageQueue, Long> all = new HashMap<>();
    var header = new ResetOffsetRequestHeader(group, topic, -1, -1L, timestamp, isForce);
    for (String address : masters(route.brokerDatas())) {
      all.putAll(groups().invokeBrokerToResetOffset(address, header));
    }
    return all;
  }
}
