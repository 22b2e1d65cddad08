package io.glassmq.common.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MessageClientIDSetterTest {

  @Test
  void shouldMakeADifferentIdForEachMessage() {
    Set<String> ids =
        IntStream.range(0, 50_000)
            .parallel()
            .mapToObj(i -> MessageClientIDSetter.createUniqID())
            .collect(Collectors.toSet());

    assertThat(ids).hasSize(50_000);
  }

  @Test
  void shouldSayWhichProcessMadeTheIdAndWhen() {
    Instant before = Instant.now();

    ByteBuffer id = ByteBuffer.wrap(HexFormat.of().parseHex(MessageClientIDSetter.createUniqID()));

    int hostLength = id.capacity() - 2 - 4 - 4 - 2;
    assertThat(hostLength).isIn(4, 16);
    assertThat(id.getShort(hostLength)).isEqualTo((short) ProcessHandle.current().pid());
    Instant month =
        LocalDate.now().withDayOfMonth(1).atStartOfDay(ZoneId.systemDefault()).toInstant();
    // after 24 days the sign bit is set
    assertThat(month.plusMillis(Integer.toUnsignedLong(id.getInt(hostLength + 6))))
        .isBetween(before.minusMillis(1), Instant.now());
  }

  @Test
  void shouldCountUpWithinAProcess() {
    int first = counter(MessageClientIDSetter.createUniqID());
    int second = counter(MessageClientIDSetter.createUniqID());

    assertThat(second).isEqualTo(first + 1 & 0xFFFF);
  }

  @Test
  void shouldKeepAnIdThatIsThere() {
    var message = new Message("T", new byte[1]);
    MessageClientIDSetter.setUniqID(message);
    String id = MessageClientIDSetter.getUniqID(message);

    MessageClientIDSetter.setUniqID(message);

    assertThat(id).hasSizeBetween(32, 56).isUpperCase();
    assertThat(MessageClientIDSetter.getUniqID(message)).isEqualTo(id);
  }

  private static int counter(String id) {
    return Integer.parseInt(id.substring(id.length() - 4), 16);
  }
}
