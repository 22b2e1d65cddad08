package io.glassmq.namesrv.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.CommandCustomHeader;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.header.namesrv.GetKVConfigRequestHeader;
import io.glassmq.remoting.protocol.header.namesrv.GetKVListByNamespaceRequestHeader;
import io.glassmq.remoting.protocol.header.namesrv.PutKVConfigRequestHeader;
import org.junit.jupiter.api.Test;

class KvConfigProcessorTest extends ProcessorTest {
  private RemotingCommand answer(RequestCode code, CommandCustomHeader header) throws Exception {
    return ask(new KvConfigProcessor(kvConfig), request(code, header));
  }

  @Test
  void shouldBePutReadListedAndDeleted() throws Exception {
    answer(RequestCode.PUT_KV_CONFIG, new PutKVConfigRequestHeader("ns", "k", "v"));

    assertThat(
            answer(RequestCode.GET_KV_CONFIG, new GetKVConfigRequestHeader("ns", "k"))
                .field("value"))
        .isEqualTo("v");
    assertThat(
            text(
                answer(
                    RequestCode.GET_KVLIST_BY_NAMESPACE,
                    new GetKVListByNamespaceRequestHeader("ns"))))
        .isEqualTo("{\"table\":{\"k\":\"v\"}}");
    answer(RequestCode.DELETE_KV_CONFIG, new GetKVConfigRequestHeader("ns", "k"));
    assertThat(kvConfig.get("ns", "k")).isNull();
  }

  @Test
  void shouldBeNotFoundWhenMissing() throws Exception {
    RemotingCommand answer =
        answer(RequestCode.GET_KV_CONFIG, new GetKVConfigRequestHeader("ns", "k"));

    assertThat(answer.code()).isEqualTo(22);
    assertThat(answer.remark()).isEqualTo("No config item, Namespace: ns Key: k");
    assertThat(
            answer(RequestCode.GET_KVLIST_BY_NAMESPACE, new GetKVListByNamespaceRequestHeader("ns"))
                .code())
        .isEqualTo(22);
  }

  @Test
  void shouldBeRefusedWhenAFieldIsMissing() {
    assertThatThrownBy(
            () -> answer(RequestCode.PUT_KV_CONFIG, new GetKVConfigRequestHeader("ns", "k")))
        .isInstanceOf(RemotingCommandException.class)
        .hasMessageContaining("value");
  }
}
