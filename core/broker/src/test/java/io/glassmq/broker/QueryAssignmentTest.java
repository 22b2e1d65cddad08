package io.glassmq.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.glassmq.common.message.MessageQueueAssignment;
import io.glassmq.common.message.MessageRequestMode;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.body.QueryAssignmentRequestBody;
import io.glassmq.remoting.protocol.body.QueryAssignmentResponseBody;
import io.glassmq.remoting.protocol.body.SetMessageRequestModeRequestBody;
import io.glassmq.remoting.protocol.header.CreateTopicRequestHeader;
import io.glassmq.remoting.protocol.heartbeat.MessageModel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three members of a group ask for their share of four queues. All answers are the official ones.
 */
class QueryAssignmentTest {
  private static final String GROUP = "AG";

  @TempDir Path folder;
  private TestBroker broker;

  @BeforeEach
  void start() throws Exception {
    start(new String[0]);
  }

  private void start(String... settings) throws Exception {
    broker = TestBroker.start(folder, settings);
    create("AsgT", 4);
    for (String member : List.of("c1", "c2", "c3")) {
      broker.call(broker.newClient(), TestBroker.heartbeat(member, GROUP, "AsgT"));
    }
  }

  private void restart(String... settings) throws Exception {
    broker.close();
    start(settings);
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  private void create(String topic, int queues) throws Exception {
    broker.call(
        RequestCode.UPDATE_AND_CREATE_TOPIC,
        new CreateTopicRequestHeader(
            topic, "TBW102", queues, queues, 6, "SINGLE_TAG", 0, false, null, null));
  }

  private RemotingCommand setMode(
      String topic, String group, MessageRequestMode mode, int neighbours) throws Exception {
    return broker.call(
        RemotingCommand.createRequest(RequestCode.SET_MESSAGE_REQUEST_MODE)
            .body(
                RemotingSerializable.encode(
                    new SetMessageRequestModeRequestBody(topic, group, mode, neighbours))));
  }

  private void pop(int neighbours) throws Exception {
    assertThat(setMode("AsgT", GROUP, MessageRequestMode.POP, neighbours).isSuccess()).isTrue();
  }

  private List<MessageQueueAssignment> ask(QueryAssignmentRequestBody question) throws Exception {
    RemotingCommand answer =
        broker.call(
            RemotingCommand.createRequest(RequestCode.QUERY_ASSIGNMENT)
                .body(RemotingSerializable.encode(question)));
    assertThat(answer.isSuccess()).isTrue();
    return RemotingSerializable.decode(answer.body(), QueryAssignmentResponseBody.class)
        .messageQueueAssignments();
  }

  private List<MessageQueueAssignment> ask(String topic, String member, String strategy)
      throws Exception {
    return ask(
        new QueryAssignmentRequestBody(topic, GROUP, member, strategy, MessageModel.CLUSTERING));
  }

  private List<Integer> ids(String topic, String member, String strategy) throws Exception {
    return ask(topic, member, strategy).stream().map(it -> it.messageQueue().getQueueId()).toList();
  }

  private List<Integer> ids(String member) throws Exception {
    return ids("AsgT", member, "AVG");
  }

  @Nested
  class Pull {
    @Test
    void shouldShareTheQueuesByTheNamedStrategy() throws Exception {
      assertThat(ids("c1")).containsExactly(0, 1);
      assertThat(ids("c2")).containsExactly(2);
      assertThat(ids("c3")).containsExactly(3);
      assertThat(ids("AsgT", "c1", "AVG_BY_CIRCLE")).containsExactly(0, 3);
      assertThat(ask("AsgT", "c2", "AVG"))
          .extracting(it -> it.messageQueue().getBrokerName(), MessageQueueAssignment::mode)
          .containsExactly(tuple("broker-a", MessageRequestMode.PULL));
    }

    @Test
    void shouldGiveAllQueuesToAMemberOfABroadcastingGroup() throws Exception {
      assertThat(
              ask(
                  new QueryAssignmentRequestBody(
                      "AsgT", "nobody", "c1", "AVG", MessageModel.BROADCASTING)))
          .hasSize(4);
    }

    @Test
    void shouldGiveNothingToAStranger() throws Exception {
      assertThat(ids("c9")).isEmpty();
    }

    @Test
    void shouldSayThatItCannotTell() throws Exception {
      assertThat(ask("NoSuchTopic", "c1", "AVG")).isNull();
      assertThat(ask("AsgT", "c1", "CONSISTENT_HASH")).isNull();
      assertThat(ask("AsgT", "c1", null)).isNull();
      assertThat(
              ask(
                  new QueryAssignmentRequestBody(
                      "AsgT", "nobody", "c1", "AVG", MessageModel.CLUSTERING)))
          .isNull();
    }

    @Test
    void shouldGiveAllQueuesToEachWhenItMustNotShare() throws Exception {
      restart("serverLoadBalancerEnable", "false");

      assertThat(ids("c1")).hasSize(4);
    }
  }

  @Nested
  class Pop {
    @Test
    void shouldGiveAllQueuesOfTheBrokerAtOnce() throws Exception {
      for (int neighbours : new int[] {-1, 0, 2, 3, 5}) {
        pop(neighbours);
        for (String member : List.of("c1", "c2", "c3", "c9")) {
          assertThat(ask("AsgT", member, "AVG"))
              .extracting(it -> it.messageQueue().getQueueId(), MessageQueueAssignment::mode)
              .as("%s with %d neighbours", member, neighbours)
              .containsExactly(tuple(-1, MessageRequestMode.POP));
        }
      }
    }

    @Test
    void shouldAddTheSharesOfNeighbours() throws Exception {
      pop(1);

      assertThat(ids("c1")).containsExactly(0, 1, 2);
      assertThat(ids("c2")).containsExactly(2, 3);
      assertThat(ids("c3")).containsExactlyInAnyOrder(0, 1, 3);
      assertThat(ids("c9")).isEmpty();
      assertThat(ids("AsgT", "c1", "AVG_BY_CIRCLE")).containsExactlyInAnyOrder(0, 1, 3);
    }

    @Test
    void shouldGiveOneQueueToEachWhenThereAreMoreMembers() throws Exception {
      create("SmallT", 2);
      setMode("SmallT", GROUP, MessageRequestMode.POP, 1);

      assertThat(ids("SmallT", "c1", "AVG")).containsExactly(0);
      assertThat(ids("SmallT", "c2", "AVG")).containsExactly(1);
      assertThat(ids("SmallT", "c3", "AVG")).containsExactly(0);
    }

    @Test
    void shouldNotPopFromTheRetryTopicOfPulls() throws Exception {
      restart("defaultMessageRequestMode", "POP");

      assertThat(ids("c1")).containsExactly(-1);
      assertThat(ask("%RETRY%" + GROUP, "c1", "AVG"))
          .extracting(MessageQueueAssignment::mode)
          .containsExactly(MessageRequestMode.PULL);
    }

    @Test
    void shouldTakeTheNumberOfNeighboursFromTheSettings() throws Exception {
      restart("defaultMessageRequestMode", "POP", "defaultPopShareQueueNum", "1");

      assertThat(ids("c2")).containsExactly(2, 3);
    }
  }

  @Nested
  class SetMode {
    private void assertRefused(String topic, String group, ResponseCode code, String why)
        throws Exception {
      RemotingCommand answer = setMode(topic, group, MessageRequestMode.POP, 1);
      assertThat(answer.code()).isEqualTo(code.code());
      assertThat(answer.remark()).isEqualTo(why);
    }

    @Test
    void shouldRefuseWhatCannotBe() throws Exception {
      assertRefused(
          "%RETRY%AG", GROUP, ResponseCode.NO_PERMISSION, "retry topic is not allowed to set mode");
      assertRefused("nope", GROUP, ResponseCode.TOPIC_NOT_EXIST, "topic[nope] not exist");
      assertRefused(
          "AsgT",
          "bad group!",
          ResponseCode.SUBSCRIPTION_GROUP_NOT_EXIST,
          "subscription group does not exist");
      assertThat(setMode("AsgT", GROUP, null, 0).remark()).contains("mode is missing");
    }

    @Test
    void shouldSurviveARestart() throws Exception {
      pop(1);

      restart();

      assertThat(ids("c1")).containsExactly(0, 1, 2);
    }

    @Test
    void shouldWriteTheOfficialFile() throws Exception {
      pop(1);

      assertThat(folder.resolve("config/messageRequestMode.json"))
          .content()
          .isEqualToIgnoringWhitespace(
              """
              {"messageRequestModeMap":{"AsgT":{"AG":{
                "consumerGroup":"AG","mode":"POP","popShareQueueNum":1,"topic":"AsgT"}}}}""");
    }
  }
}
