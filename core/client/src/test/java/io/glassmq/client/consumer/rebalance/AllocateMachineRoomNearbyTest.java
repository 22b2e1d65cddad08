package io.glassmq.client.consumer.rebalance;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.glassmq.client.consumer.AllocateMessageQueueStrategy;
import io.glassmq.common.message.MessageQueue;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllocateMachineRoomNearbyTest extends AllocateMessageQueueStrategyContract {
  @Override
  AllocateMessageQueueStrategy create() {
    return new AllocateMachineRoomNearby(new AllocateMessageQueueAveragely(), new MachineRooms());
  }

  @Override
  String recording() {
    return "machine-room-nearby";
  }

  @Override
  String name() {
    return "MACHINE_ROOM_NEARBY-AVG";
  }

  @Test
  void shouldNotBeMadeWithoutDelegateOrResolver() {
    assertThatNullPointerException()
        .isThrownBy(() -> new AllocateMachineRoomNearby(null, new MachineRooms()));
    assertThatNullPointerException()
        .isThrownBy(() -> new AllocateMachineRoomNearby(new AllocateMessageQueueAveragely(), null));
  }

  @Test
  void shouldRefuseAnEmptyRoom() {
    var nowhere =
        new AllocateMachineRoomNearby.MachineRoomResolver() {
          @Override
          public String brokerDeployIn(MessageQueue queue) {
            return "";
          }

          @Override
          public String consumerDeployIn(String clientId) {
            return "room1";
          }
        };
    var strategy = new AllocateMachineRoomNearby(new AllocateMessageQueueAveragely(), nowhere);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> strategy.allocate("G", "m", List.of(new MessageQueue("T", "b", 0)), List.of("m")))
        .withMessageContaining("brokerName=b");
  }
}
