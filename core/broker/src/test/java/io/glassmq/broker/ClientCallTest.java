package io.glassmq.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.common.message.MessageDecoder;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.RequestProcessor;
import io.glassmq.remoting.netty.NettyRemotingClient;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.body.GetConsumerStatusBody;
import io.glassmq.remoting.protocol.header.ConsumeMessageDirectlyResultRequestHeader;
import io.glassmq.remoting.protocol.header.GetConsumerRunningInfoRequestHeader;
import io.glassmq.remoting.protocol.header.GetConsumerStatusRequestHeader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An administrator asks, a consumer answers, the broker stands between. */
class ClientCallTest {
  private static final String GROUP = "CG";
  private static final MessageQueue QUEUE = new MessageQueue("T", "broker-a", 0);

  private final AtomicReference<RemotingCommand> asked = new AtomicReference<>();
  private TestBroker broker;

  @BeforeEach
  void start(@TempDir Path root) throws Exception {
    broker = TestBroker.start(root);
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  /** A member of the group, which answers one kind of question. */
  private NettyRemotingClient join(String clientId, RequestCode code, RemotingCommand answer)
      throws Exception {
    RequestProcessor processor =
        (channel, request) -> {
          asked.set(request);
          return answer == null
              ? new CompletableFuture<>()
              : CompletableFuture.completedFuture(answer);
        };
    var member = broker.newClient(Map.of(code, processor));
    broker.call(member, TestBroker.heartbeat(clientId, GROUP, "T"));
    return member;
  }

  @Nested
  class RunningInfo {
    private RemotingCommand request(String clientId) {
      return RemotingCommand.createRequest(
          RequestCode.GET_CONSUMER_RUNNING_INFO,
          new GetConsumerRunningInfoRequestHeader(GROUP, clientId, true));
    }

    @Test
    void shouldPassQuestionAndAnswerOn() throws Exception {
      join(
          "member-1",
          RequestCode.GET_CONSUMER_RUNNING_INFO,
          RemotingCommand.success().remark("fine").body(new byte[] {1, 2}));

      RemotingCommand answer = broker.call(request("member-1"));

      assertThat(asked.get().field("jstackEnable")).isEqualTo("true");
      assertThat(answer.isSuccess()).isTrue();
      assertThat(answer.remark()).isEqualTo("fine");
      assertThat(answer.body()).containsExactly(1, 2);
    }

    @Test
    void shouldPassRefusalsOn() throws Exception {
      join(
          "member-1",
          RequestCode.GET_CONSUMER_RUNNING_INFO,
          RemotingCommand.createResponse(ResponseCode.SYSTEM_ERROR, "no such group"));

      assertThat(broker.call(request("member-1")).remark()).isEqualTo("no such group");
    }

    @Test
    void shouldSayWhoIsNotConnected() throws Exception {
      join("member-1", RequestCode.GET_CONSUMER_RUNNING_INFO, RemotingCommand.success());

      RemotingCommand answer = broker.call(request("member-2"));

      assertThat(answer.responseCode()).isEqualTo(ResponseCode.SYSTEM_ERROR);
      assertThat(answer.remark()).contains(GROUP).contains("member-2").contains("not online");
    }

    @Test
    void shouldAnswerAtOnceWhenTheMemberGoesAway() throws Exception {
      NettyRemotingClient member = join("member-1", RequestCode.GET_CONSUMER_RUNNING_INFO, null);
      var answer = broker.callAsync(broker.newClient(), request("member-1"));
      await().until(() -> asked.get() != null);

      member.shutdown();

      assertThat(answer.get(5, TimeUnit.SECONDS).remark()).contains("member-1");
    }
  }

  @Nested
  class ConsumeDirectly {
    private RemotingCommand request(String msgId) {
      return RemotingCommand.createRequest(
          RequestCode.CONSUME_MESSAGE_DIRECTLY,
          new ConsumeMessageDirectlyResultRequestHeader(
              GROUP, "member-1", msgId, null, "T", null, null));
    }

    @Test
    void shouldGiveTheMessageToTheMember() throws Exception {
      join("member-1", RequestCode.CONSUME_MESSAGE_DIRECTLY, RemotingCommand.success());
      String msgId = broker.send("T", 0, "", "hello").field("msgId");

      RemotingCommand answer = broker.call(request(msgId));

      assertThat(answer.isSuccess()).isTrue();
      assertThat(asked.get().field("brokerName")).isEqualTo("broker-a");
      assertThat(asked.get().field("topicSysFlag")).isEqualTo("0");
      assertThat(asked.get().field("groupSysFlag")).isEqualTo("0");
      var message = MessageDecoder.decodes(ByteBuffer.wrap(asked.get().body())).get(0);
      assertThat(new String(message.getBody())).isEqualTo("hello");
    }

    @Test
    void shouldSayThatThereIsNoSuchMessage() throws Exception {
      join("member-1", RequestCode.CONSUME_MESSAGE_DIRECTLY, RemotingCommand.success());

      assertThat(broker.call(request("7F00000100002A9F00000000000001F4")).remark())
          .contains("7F00000100002A9F00000000000001F4");
      assertThat(broker.call(request("no id")).responseCode())
          .isEqualTo(ResponseCode.INVALID_PARAMETER);
    }
  }

  @Nested
  class Status {
    private RemotingCommand ask(String clientId) throws Exception {
      return broker.call(
          RequestCode.INVOKE_BROKER_TO_GET_CONSUMER_STATUS,
          new GetConsumerStatusRequestHeader("T", GROUP, clientId));
    }

    private void join(String clientId, long offset) throws Exception {
      var body = new GetConsumerStatusBody(Map.of(QUEUE, offset), null);
      ClientCallTest.this.join(
          clientId,
          RequestCode.GET_CONSUMER_STATUS_FROM_CLIENT,
          RemotingCommand.success().body(RemotingSerializable.encode(body)));
    }

    private static Map<String, Map<MessageQueue, Long>> table(RemotingCommand answer)
        throws Exception {
      return RemotingSerializable.decode(answer.body(), GetConsumerStatusBody.class)
          .consumerTable();
    }

    @Test
    void shouldCollectWhatAllMembersSay() throws Exception {
      join("member-1", 3);
      join("member-2", 4);

      assertThat(table(ask(null)))
          .isEqualTo(Map.of("member-1", Map.of(QUEUE, 3L), "member-2", Map.of(QUEUE, 4L)));
    }

    @Test
    void shouldAskOneMemberOnly() throws Exception {
      join("member-1", 3);
      join("member-2", 4);

      assertThat(table(ask("member-2"))).isEqualTo(Map.of("member-2", Map.of(QUEUE, 4L)));
    }

    @Test
    void shouldSayThatNobodyIsThere() throws Exception {
      assertThat(ask(null).remark()).contains(GROUP).contains("not online");
    }
  }
}
