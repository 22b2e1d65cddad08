package io.glassmq.client.impl.consumer;

import io.glassmq.client.impl.factory.MQClientInstance;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.protocol.heartbeat.MessageModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shares out queues among the members of a group: each of them asks a broker who the others are,
 * and the same strategy comes to the same result everywhere. Who broadcasts takes all.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.client.impl.consumer.RebalanceImpl}, where it
 * is a part.
 */
record ClientShares(GroupRules rules, MQClientInstance instance) implements ShareSource {
  private static final Logger LOG = LoggerFactory.getLogger(ClientShares.class);

  @Override
  public Optional<Share> of(String topic, List<MessageQueue> all) throws InterruptedException {
    if (rules.messageModel() == MessageModel.BROADCASTING) {
      return Optional.of(Share.pulled(Set.copyOf(all), false));
    }
    List<String> members = new ArrayList<>(instance.findConsumerIdList(topic, rules.group()));
    if (members.isEmpty()) {
      return Optional.empty(); // no broker knows us yet, or it cannot be asked
    }
    Collections.sort(members);
    return allocate(topic, all, members).map(share -> Share.pulled(share, members.size() > 1));
  }

  /** Our share by the strategy; empty if it fails. */
  private Optional<Set<MessageQueue>> allocate(
      String topic, List<MessageQueue> all, List<String> members) {
    try {
      List<MessageQueue> share =
          rules.strategy().allocate(rules.group(), instance.clientId(), all, members);
      return Optional.of(share == null ? Set.of() : Set.copyOf(share));
    } catch (RuntimeException e) {
      LOG.error("Group {}, topic {}: the allocation strategy failed", rules.group(), topic, e);
      return Optional.empty();
    }
  }
}
