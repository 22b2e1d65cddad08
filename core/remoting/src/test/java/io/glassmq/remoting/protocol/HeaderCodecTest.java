package io.glassmq.remoting.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.header.GetMaxOffsetRequestHeader;
import io.glassmq.remoting.protocol.header.HeartbeatRequestHeader;
import io.glassmq.remoting.protocol.header.SendMessageRequestHeader;
import io.glassmq.remoting.protocol.header.SendMessageRequestHeaderV2;
import io.glassmq.remoting.protocol.header.UnregisterClientRequestHeader;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeaderCodecTest {

  @Test
  void shouldWriteComponentsByNameAndLeaveNullsOut() {
    var fields = new HashMap<String, String>();

    HeaderCodec.write(new GetMaxOffsetRequestHeader("T", 3, null), fields);

    assertThat(fields).isEqualTo(Map.of("topic", "T", "queueId", "3"));
  }

  @Test
  void shouldReadWhatItWrote() throws Exception {
    var v1 =
        new SendMessageRequestHeader(
            "g", "T", "TBW102", 4, -1, 5, 1L << 40, 6, "KEYS\u0001k", 1, true, false, null);
    var v2 = SendMessageRequestHeaderV2.of(v1, "broker-a");
    var fields = new HashMap<String, String>();

    HeaderCodec.write(v2, fields);
    var read = HeaderCodec.read(fields, SendMessageRequestHeaderV2.class);

    assertThat(read).isEqualTo(v2);
    assertThat(read.toV1()).isEqualTo(v1);
  }

  @Test
  void shouldGiveNullForOptionalFields() throws Exception {
    var read =
        HeaderCodec.read(Map.of("clientID", "c", "x", "y"), UnregisterClientRequestHeader.class);

    assertThat(read).isEqualTo(new UnregisterClientRequestHeader("c", null, null));
  }

  @Test
  void shouldNameTheRequiredFieldThatIsMissing() {
    assertThatThrownBy(
            () -> HeaderCodec.read(Map.of("topic", "T"), GetMaxOffsetRequestHeader.class))
        .isInstanceOf(RemotingCommandException.class)
        .hasMessageContaining("GetMaxOffsetRequestHeader")
        .hasMessageContaining("queueId");
  }

  @Test
  void shouldNameTheFieldThatIsNoNumber() {
    var fields = Map.of("topic", "T", "queueId", "three");

    assertThatThrownBy(() -> HeaderCodec.read(fields, GetMaxOffsetRequestHeader.class))
        .isInstanceOf(RemotingCommandException.class)
        .hasMessageContaining("queueId")
        .hasMessageContaining("three");
  }

  @Test
  void shouldMakeAHeaderWithoutFieldsVisible() {
    var command =
        RemotingCommand.createRequest(RequestCode.HEART_BEAT, new HeartbeatRequestHeader());

    assertThat(command.extFields()).isEmpty();
    assertThat(RemotingCommand.createRequest(RequestCode.HEART_BEAT).extFields()).isNull();
  }
}
