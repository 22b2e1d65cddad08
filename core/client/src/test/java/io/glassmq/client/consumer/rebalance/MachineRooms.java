package io.glassmq.client.consumer.rebalance;

import io.glassmq.common.message.MessageQueue;

/** The machine rooms of the recordings. */
final class MachineRooms implements AllocateMachineRoomNearby.MachineRoomResolver {
  @Override
  public String brokerDeployIn(MessageQueue queue) {
    String broker = queue.getBrokerName();
    int at = broker.indexOf('@');
    if (at >= 0) {
      return broker.substring(0, at);
    }
    return broker.equals("broker-d") ? "room3" : "room1";
  }

  @Override
  public String consumerDeployIn(String clientId) {
    if (clientId.startsWith("10.0.0.")) {
      return "room1";
    }
    return clientId.startsWith("10.0.1.") ? "room2" : "room9";
  }
}
