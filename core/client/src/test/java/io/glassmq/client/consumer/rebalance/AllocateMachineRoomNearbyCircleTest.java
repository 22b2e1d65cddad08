package io.glassmq.client.consumer.rebalance;

import io.glassmq.client.consumer.AllocateMessageQueueStrategy;

class AllocateMachineRoomNearbyCircleTest extends AllocateMessageQueueStrategyContract {
  @Override
  AllocateMessageQueueStrategy create() {
    return new AllocateMachineRoomNearby(
        new AllocateMessageQueueAveragelyByCircle(), new MachineRooms());
  }

  @Override
  String recording() {
    return "machine-room-nearby-circle";
  }

  @Override
  String name() {
    return "MACHINE_ROOM_NEARBY-AVG_BY_CIRCLE";
  }
}
