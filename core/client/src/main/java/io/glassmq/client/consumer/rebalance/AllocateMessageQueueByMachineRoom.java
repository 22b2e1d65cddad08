package io.glassmq.client.consumer.rebalance;

import io.glassmq.common.message.MessageQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Shares out the queues of the brokers in certain machine rooms, and no others: those whose name is
 * {@code room@name}. Each member gets one block of them, and the first ones one more from the end.
 *
 * <p>Official counterpart: {@code
 * org.apache.rocketmq.client.consumer.rebalance.AllocateMessageQueueByMachineRoom}.
 */
public class AllocateMessageQueueByMachineRoom extends AbstractAllocateMessageQueueStrategy {
  private Set<String> consumeridcs;

  @Override
  List<MessageQueue> share(
      String group, String member, List<MessageQueue> queues, List<String> members) {
    List<MessageQueue> ours = queues.stream().filter(this::isInOurRooms).toList();
    int index = members.indexOf(member);
    int block = ours.size() / members.size();
    var share = new ArrayList<>(ours.subList(index * block, (index + 1) * block));
    int extra = block * members.size() + index;
    if (extra < ours.size()) {
      share.add(ours.get(extra));
    }
    return share;
  }

  private boolean isInOurRooms(MessageQueue queue) {
    String[] roomAndName = queue.getBrokerName().split("@");
    return roomAndName.length == 2 && consumeridcs.contains(roomAndName[0]);
  }

  @Override
  public String getName() {
    return "MACHINE_ROOM";
  }

  public Set<String> getConsumeridcs() {
    return consumeridcs;
  }

  /** The rooms, the same for all members; needed before the first rebalance. */
  public void setConsumeridcs(Set<String> consumeridcs) {
    this.consumeridcs = consumeridcs;
  }
}
