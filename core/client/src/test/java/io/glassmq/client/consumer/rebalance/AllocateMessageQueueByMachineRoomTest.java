package io.glassmq.client.consumer.rebalance;

import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.glassmq.client.consumer.AllocateMessageQueueStrategy;
import io.glassmq.common.message.MessageQueue;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AllocateMessageQueueByMachineRoomTest extends AllocateMessageQueueStrategyContract {
  @Override
  AllocateMessageQueueStrategy create() {
    var strategy = new AllocateMessageQueueByMachineRoom();
    strategy.setConsumeridcs(Set.of("room1"));
    return strategy;
  }

  @Override
  String recording() {
    return "machine-room";
  }

  @Override
  String name() {
    return "MACHINE_ROOM";
  }

  @Test
  void shouldNotDoWithoutRooms() {
    var queues = List.of(new MessageQueue("T", "room1@broker-a", 0));

    assertThatNullPointerException()
        .isThrownBy(
            () -> new AllocateMessageQueueByMachineRoom().allocate("G", "m", queues, List.of("m")));
  }
}
