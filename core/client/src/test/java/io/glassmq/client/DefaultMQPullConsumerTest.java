package io.glassmq.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glassmq.client.consumer.DefaultMQPullConsumer;
import io.glassmq.client.consumer.MessageSelector;
import io.glassmq.client.consumer.PullCallback;
import io.glassmq.client.consumer.PullResult;
import io.glassmq.client.consumer.PullStatus;
import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.header.PullMessageRequestHeader;
import io.glassmq.remoting.protocol.header.PullMessageResponseHeader;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DefaultMQPullConsumerTest extends PullTestBase {
  /** A callback as a future. */
  private static final class Answer extends CompletableFuture<PullResult> implements PullCallback {
    @Override
    public void onSuccess(PullResult pullResult) {
      complete(pullResult);
    }

    @Override
    public void onException(Throwable e) {
      completeExceptionally(e);
    }

    PullResult now() throws Exception {
      return get(30, TimeUnit.SECONDS);
    }
  }

  @Nested
  class Pull {
    @Test
    void shouldBringWhatIsAtTheOffset() throws Exception {
      put(5);
      consumer.start();

      PullResult result = consumer.pull(QUEUE, "*", 2, 2);

      assertThat(result.getPullStatus()).isEqualTo(PullStatus.FOUND);
      assertThat(bodies(result)).containsExactly("m2", "m3");
      assertThat(result.getNextBeginOffset()).isEqualTo(4);
      assertThat(result.getMinOffset()).isZero();
      assertThat(result.getMaxOffset()).isEqualTo(5);
    }

    @Test
    void shouldNotWaitAtTheEnd() throws Exception {
      put(5);
      consumer.start();

      PullResult result = consumer.pull(QUEUE, "*", 5, 2);

      assertThat(result.getPullStatus()).isEqualTo(PullStatus.NO_NEW_MSG);
      assertThat(result.getMsgFoundList()).isEmpty();
    }

    @Test
    void shouldTellOfAnOffsetOutsideTheQueue() throws Exception {
      put(5);
      consumer.start();

      PullResult result = consumer.pull(QUEUE, "*", 99, 2);

      assertThat(result.getPullStatus()).isEqualTo(PullStatus.OFFSET_ILLEGAL);
      assertThat(result.getNextBeginOffset()).isEqualTo(5);
    }

    @Test
    void shouldBringOnlyWhatIsWanted() throws Exception {
      put(4);
      consumer.start();

      assertThat(bodies(consumer.pull(QUEUE, MessageSelector.byTag("TagB"), 0, 9)))
          .containsExactly("m1", "m3");
    }

    @Test
    void shouldCarryItsExpressionAndNoOffset() throws Exception {
      consumer.start();

      consumer.pull(QUEUE, "TagA || TagB", 0, 7);

      PullMessageRequestHeader header = pulls().get(0);
      assertThat(header.sysFlag()).isEqualTo(4);
      assertThat(header.subscription()).isEqualTo("TagA || TagB");
      assertThat(header.subVersion()).isZero();
      assertThat(header.maxMsgNums()).isEqualTo(7);
      assertThat(header.maxMsgBytes()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void shouldAskTheAddressThatTheBrokerSuggested() throws Exception {
      cluster.script(
          RequestCode.PULL_MESSAGE,
          (address, request) ->
              RemotingCommand.createResponse(ResponseCode.PULL_NOT_FOUND, "none")
                  .header(new PullMessageResponseHeader(7, 0, 0, 0, null, null, null)));
      consumer.start();

      consumer.pull(QUEUE, "*", 0, 1);
      PullResult again = consumer.pull(QUEUE, "*", 0, 1);

      assertThat(again.getPullStatus()).as("the only address will do").isNotNull();
      assertThat(pulls()).hasSize(2);
    }

    @Test
    void shouldThrowWhatTheBrokerRefuses() throws Exception {
      cluster.script(
          RequestCode.PULL_MESSAGE,
          (address, request) -> RemotingCommand.createResponse(ResponseCode.NO_PERMISSION, "no"));
      consumer.start();

      assertThatThrownBy(() -> consumer.pull(QUEUE, "*", 0, 1))
          .isInstanceOf(MQBrokerException.class)
          .hasMessageContaining("CODE: 16");
    }

    @Test
    void shouldThrowWhenNoAnswerComes() throws Exception {
      consumer.start();
      consumer.fetchSubscribeMessageQueues(TOPIC);
      cluster.takeDown("broker-a");

      assertThatThrownBy(() -> consumer.pull(QUEUE, "*", 0, 1))
          .isInstanceOf(RemotingException.class);
    }

    @Test
    void shouldRefuseWhatCannotBeMeant() throws Exception {
      consumer.start();

      for (var pull :
          List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
              () -> consumer.pull(null, "*", 0, 1),
              () -> consumer.pull(QUEUE, "*", -1, 1),
              () -> consumer.pull(QUEUE, "*", 0, 0),
              () -> consumer.pull(QUEUE, "||", 0, 1),
              () -> consumer.pull(QUEUE, (MessageSelector) null, 0, 1),
              () -> consumer.pull(QUEUE, "*", 0, 1, (PullCallback) null))) {
        assertThatThrownBy(pull).isInstanceOf(MQClientException.class);
      }
      assertThat(pulls()).isEmpty();
    }

    @Test
    void shouldNeedARunningConsumer() {
      assertThatThrownBy(() -> consumer.pull(QUEUE, "*", 0, 1))
          .isInstanceOf(MQClientException.class)
          .hasMessageContaining("start()");
    }
  }

  @Nested
  class PullWithCallback {
    @Test
    void shouldBringTheResultToTheCallback() throws Exception {
      put(3);
      consumer.start();
      var answer = new Answer();

      consumer.pull(QUEUE, "*", 1, 9, answer);

      assertThat(bodies(answer.now())).containsExactly("m1", "m2");
    }

    @Test
    void shouldBringTheRefusalToTheCallback() throws Exception {
      cluster.script(
          RequestCode.PULL_MESSAGE,
          (address, request) -> RemotingCommand.createResponse(ResponseCode.NO_PERMISSION, "no"));
      consumer.start();
      var answer = new Answer();

      consumer.pull(QUEUE, MessageSelector.byTag("*"), 0, 9, answer, 1_000);

      assertThatThrownBy(answer::now)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(MQBrokerException.class);
    }

    @Test
    void shouldAllowASynchronousPullInsideACallback() throws Exception {
      put(3);
      consumer.start();
      int threads = Runtime.getRuntime().availableProcessors();
      List<CompletableFuture<PullResult>> inner =
          java.util.stream.Stream.generate(CompletableFuture<PullResult>::new)
              .limit(threads)
              .toList();
      for (CompletableFuture<PullResult> result : inner) {
        consumer.pull(
            QUEUE,
            "*",
            0,
            1,
            new PullCallback() {
              @Override
              public void onSuccess(PullResult outer) {
                try {
                  result.complete(consumer.pull(QUEUE, "*", 1, 1));
                } catch (Exception e) {
                  result.completeExceptionally(e);
                }
              }

              @Override
              public void onException(Throwable e) {
                result.completeExceptionally(e);
              }
            });
      }

      for (CompletableFuture<PullResult> result : inner) {
        assertThat(bodies(result.get(30, TimeUnit.SECONDS))).containsExactly("m1");
      }
    }
  }

  @Nested
  class PullBlockIfNotFound {
    @Test
    void shouldWaitAtTheEndUntilAMessageComes() throws Exception {
      consumer.start();
      var answer = new Answer();
      consumer.pullBlockIfNotFound(QUEUE, "*", 0, 9, answer);
      eventually(() -> assertThat(pulls()).hasSize(1));
      assertThat(answer).isNotDone();

      put(1);

      assertThat(bodies(answer.now())).containsExactly("m0");
      assertThat(pulls().get(0).sysFlag()).isEqualTo(6);
      assertThat(pulls().get(0).suspendTimeoutMillis()).isEqualTo(20_000);
    }

    @Test
    void shouldBringWhatIsThere() throws Exception {
      put(2);
      consumer.start();

      assertThat(bodies(consumer.pullBlockIfNotFound(QUEUE, "*", 0, 9))).hasSize(2);
    }
  }

  @Nested
  class Start {
    @Test
    void shouldRefuseWithoutAGroup() {
      var nameless = new DefaultMQPullConsumer();

      assertThatThrownBy(nameless::start).isInstanceOf(MQClientException.class);
    }

    @Test
    void shouldRefuseATimeOutBelowTheBrokersSuspension() {
      consumer.setConsumerTimeoutMillisWhenSuspend(1);

      assertThatThrownBy(consumer::start).hasMessageContaining("consumerTimeoutMillisWhenSuspend");
    }
  }
}
