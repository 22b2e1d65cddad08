package io.glassmq.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.message.MessageDecoder;
import io.glassmq.remoting.protocol.ResponseCode;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerControllerTest {
  @TempDir Path folder;

  @Test
  void shouldGiveBackWhatWasSentToIt() throws Exception {
    try (var broker = TestBroker.start(folder)) {
      var sent = broker.send("TopicTest", 1, "TAGS\u0001TagA\u0002", "hello");

      var pulled = broker.call(TestBroker.pullRequest("TopicTest", 1, 0, "TagA", 3_000));

      assertThat(sent.responseCode()).isEqualTo(ResponseCode.SUCCESS);
      assertThat(pulled.responseCode()).isEqualTo(ResponseCode.SUCCESS);
      var messages = MessageDecoder.decodes(ByteBuffer.wrap(pulled.body()));
      assertThat(messages).hasSize(1);
      assertThat(messages.get(0).getBody()).asString().isEqualTo("hello");
      assertThat(messages.get(0).getOffsetMsgId()).isEqualTo(sent.field("msgId"));
    }
  }
}
