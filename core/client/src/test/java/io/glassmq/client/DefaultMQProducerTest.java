package io.glassmq.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.fake.FakeCluster;
import io.glassmq.client.hook.CheckForbiddenContext;
import io.glassmq.client.hook.CheckForbiddenHook;
import io.glassmq.client.hook.SendMessageContext;
import io.glassmq.client.hook.SendMessageHook;
import io.glassmq.client.impl.compression.CompressedBody;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.client.producer.SendCallback;
import io.glassmq.client.producer.SendResult;
import io.glassmq.client.producer.SendStatus;
import io.glassmq.client.producer.selector.SelectMessageQueueByHash;
import io.glassmq.common.message.BatchEntry;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.common.thread.NamedThreadFactory;
import io.glassmq.remoting.exception.RemotingConnectException;
import io.glassmq.remoting.exception.RemotingTooMuchRequestException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.header.SendMessageRequestHeaderV2;
import io.glassmq.remoting.protocol.route.TopicRouteData;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DefaultMQProducerTest {
  private static final String TOPIC = "Orders";

  private final AtomicLong now = new AtomicLong(1_000_000);
  private final FakeCluster cluster = new FakeCluster("broker-a", "broker-b").topic(TOPIC, 2);
  private final DefaultMQProducer producer =
      new DefaultMQProducer("senders", cluster.parts(now::get));

  @BeforeEach
  void start() throws MQClientException {
    producer.setNamesrvAddr("fake:9876");
    producer.start();
  }

  @AfterEach
  void stop() {
    producer.shutdown();
  }

  private static Message message() {
    return new Message(TOPIC, "TagA", "hello".getBytes());
  }

  private static RemotingCommand refusal(ResponseCode code) {
    return RemotingCommand.createResponse(code, "refused");
  }

  private List<SendMessageRequestHeaderV2> sent() throws Exception {
    List<SendMessageRequestHeaderV2> headers = new ArrayList<>();
    for (RemotingCommand request : cluster.received(RequestCode.SEND_MESSAGE_V2)) {
      headers.add(request.decodeHeader(SendMessageRequestHeaderV2.class));
    }
    return headers;
  }

  @Nested
  class SendSync {
    @Test
    void shouldReturnWhereTheMessageLies() throws Exception {
      Message message = message();

      SendResult result = producer.send(message);

      assertThat(result.getSendStatus()).isEqualTo(SendStatus.SEND_OK);
      assertThat(result.getMsgId()).isEqualTo(message.getProperty("UNIQ_KEY")).isNotNull();
      assertThat(result.getOffsetMsgId()).isEqualTo("OFFSETID");
      assertThat(result.getRegionId()).isEqualTo("DefaultRegion");
      assertThat(result.isTraceOn()).isTrue();
      assertThat(result.getMessageQueue().getTopic()).isEqualTo(TOPIC);
    }

    @Test
    void shouldUseAllQueuesInTurn() throws Exception {
      Set<MessageQueue> used = new TreeSet<>();

      for (int i = 0; i < 4; i++) {
        used.add(producer.send(message()).getMessageQueue());
      }

      assertThat(used).hasSize(4);
    }

    @Test
    void shouldTryAnotherBrokerWhenOneIsDown() throws Exception {
      producer.send(message()); // so that the routes are known
      cluster.takeDown("broker-a");

      for (int i = 0; i < 4; i++) {
        assertThat(producer.send(message()).getMessageQueue().getBrokerName())
            .isEqualTo("broker-b");
      }
    }

    @Test
    void shouldTryAgainWhenTheBrokerIsBusy() throws Exception {
      List<String> asked = new ArrayList<>();
      cluster.script(
          RequestCode.SEND_MESSAGE_V2,
          (address, request) -> {
            asked.add(address);
            return asked.size() == 1 ? refusal(ResponseCode.SYSTEM_BUSY) : null;
          });

      producer.send(message());

      assertThat(asked).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void shouldThrowARefusalThatOthersShareAtOnce() {
      cluster.script(RequestCode.SEND_MESSAGE_V2, (a, r) -> refusal(ResponseCode.MESSAGE_ILLEGAL));

      assertThatThrownBy(() -> producer.send(message()))
          .isInstanceOf(MQBrokerException.class)
          .hasMessageContaining("CODE: 13");
      assertThat(cluster.received(RequestCode.SEND_MESSAGE_V2)).hasSize(1);
    }

    @Test
    void shouldSayAfterAllAttemptsWhatWasTried() throws Exception {
      producer.send(message());
      cluster.takeDown("broker-a");
      cluster.takeDown("broker-b");

      var failure = catchThrowableOfType(MQClientException.class, () -> producer.send(message()));

      assertThat(failure.getResponseCode()).isEqualTo(10001);
      assertThat(failure).hasMessageContaining("3 attempts").hasMessageContaining(TOPIC);
      assertThat(failure).hasCauseInstanceOf(RemotingConnectException.class);
    }

    @Test
    void shouldGiveUpWhenTimeIsUp() {
      assertThatThrownBy(() -> producer.send(message(), 0))
          .isInstanceOf(RemotingTooMuchRequestException.class);
    }

    @Test
    void shouldSayThatTimeIsUpWhenTheFirstBrokerUsedItAll() {
      cluster.script(
          RequestCode.SEND_MESSAGE_V2,
          (address, request) -> {
            now.addAndGet(5_000);
            return refusal(ResponseCode.SYSTEM_BUSY);
          });

      assertThatThrownBy(() -> producer.send(message(), 4_000))
          .isInstanceOf(RemotingTooMuchRequestException.class)
          .satisfies(
              e ->
                  assertThat(e.getSuppressed())
                      .hasAtLeastOneElementOfType(MQBrokerException.class));
      assertThat(cluster.received(RequestCode.SEND_MESSAGE_V2)).hasSize(1);
    }

    @Test
    void shouldTryAgainAfterARefusalThatTheUserNames() throws Exception {
      List<String> asked = new ArrayList<>();
      cluster.script(
          RequestCode.SEND_MESSAGE_V2,
          (address, request) -> {
            asked.add(address);
            return asked.size() == 1 ? refusal(ResponseCode.MESSAGE_ILLEGAL) : null;
          });
      producer.addRetryResponseCode(ResponseCode.MESSAGE_ILLEGAL.code());

      assertThat(producer.send(message()).getSendStatus()).isEqualTo(SendStatus.SEND_OK);
      assertThat(asked).hasSize(2);
    }

    @Test
    void shouldSayThatBrokersDidNotAnswerInTime() throws Exception {
      producer.setSendMsgMaxTimeoutPerRequest(1);
      producer.setRetryTimesWhenSendFailed(1);
      cluster.hold(RequestCode.SEND_MESSAGE_V2);

      var failure =
          catchThrowableOfType(MQClientException.class, () -> producer.send(message(), 50));

      assertThat(failure.getResponseCode()).isEqualTo(10002);
      assertThat(cluster.received(RequestCode.SEND_MESSAGE_V2)).hasSize(2);
    }

    @Test
    void shouldSayThatNoAddressOfAnyBrokerIsKnown() {
      cluster.script(
          RequestCode.GET_ROUTEINFO_BY_TOPIC,
          (address, request) ->
              RemotingCommand.success()
                  .body(
                      RemotingSerializable.encode(
                          new TopicRouteData("broker-x:2", List.of(), List.of(), null))));

      var failure = catchThrowableOfType(MQClientException.class, () -> producer.send(message()));

      assertThat(failure.getResponseCode()).isEqualTo(10003);
      assertThat(failure).hasMessageContaining("broker-x");
    }

    @Test
    void shouldReturnAStatusThatIsNotOkUnlessToldToRetry() throws Exception {
      List<String> asked = new ArrayList<>();
      cluster.script(
          RequestCode.SEND_MESSAGE_V2,
          (address, request) -> {
            asked.add(address);
            return asked.size() % 2 == 1
                ? refusal(ResponseCode.FLUSH_DISK_TIMEOUT)
                    .addField("msgId", "X")
                    .addField("queueId", "0")
                    .addField("queueOffset", "1")
                : null;
          });

      assertThat(producer.send(message()).getSendStatus()).isEqualTo(SendStatus.FLUSH_DISK_TIMEOUT);
      asked.clear();
      producer.setRetryAnotherBrokerWhenNotStoreOK(true);
      assertThat(producer.send(message()).getSendStatus()).isEqualTo(SendStatus.SEND_OK);
    }

    @Test
    void shouldSendToTheGivenQueueOnceOnly() {
      var queue = new MessageQueue(TOPIC, "broker-a", 1);
      cluster.script(RequestCode.SEND_MESSAGE_V2, (a, r) -> refusal(ResponseCode.SYSTEM_BUSY));

      assertThatThrownBy(() -> producer.send(message(), queue))
          .isInstanceOf(MQBrokerException.class);
      assertThat(cluster.received(RequestCode.SEND_MESSAGE_V2)).hasSize(1);
    }

    @Test
    void shouldSendToTheSameQueueForTheSameArgument() throws Exception {
      var selector = new SelectMessageQueueByHash();

      MessageQueue first = producer.send(message(), selector, "order-7").getMessageQueue();
      MessageQueue second = producer.send(message(), selector, "order-7").getMessageQueue();

      assertThat(first).isEqualTo(second);
    }

    @Test
    void shouldRefuseWhatASelectorMayNotDo() {
      assertThatThrownBy(() -> producer.send(message(), (queues, msg, arg) -> null, 1))
          .isInstanceOf(MQClientException.class);
      assertThatThrownBy(() -> producer.send(message(), new MessageQueue("Other", "broker-a", 0)))
          .isInstanceOf(MQClientException.class);
    }

    @Test
    void shouldCompressABigBody() throws Exception {
      var body = new byte[5000];

      producer.send(new Message(TOPIC, body));

      RemotingCommand request = cluster.received(RequestCode.SEND_MESSAGE_V2).get(0);
      assertThat(sent().get(0).f()).isEqualTo(0x301);
      assertThat(request.body().length).isLessThan(500);
      assertThat(CompressedBody.decompress(request.body(), 0x301)).isEqualTo(body);
    }
  }

  @Nested
  class Routes {
    @Test
    void shouldBorrowTheRouteOfTheTemplateForANewTopic() throws Exception {
      List<MessageQueue> queues = producer.fetchPublishMessageQueues("Brand-New");

      assertThat(queues).hasSize(2 * 4).allMatch(queue -> queue.getTopic().equals("Brand-New"));
      producer.send(new Message("Brand-New", "x".getBytes()));
      assertThat(sent().get(0).c()).isEqualTo("TBW102");
      assertThat(sent().get(0).d()).isEqualTo(4);
    }

    @Test
    void shouldSayThatATopicHasNoRoute() {
      cluster.deleteTopic("TBW102");

      var failure =
          catchThrowableOfType(
              MQClientException.class, () -> producer.send(new Message("Nowhere", new byte[1])));

      assertThat(failure.getResponseCode()).isEqualTo(10005);
      assertThat(failure).hasMessageContaining("Nowhere");
    }

    @Test
    void shouldKeepSendingWhenTheNameServerIsGone() throws Exception {
      producer.send(message());
      cluster.takeDown(null);

      assertThat(producer.send(message()).getSendStatus()).isEqualTo(SendStatus.SEND_OK);
      assertThatThrownBy(() -> producer.send(new Message("Unknown", new byte[1])))
          .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldSayThatNoNameServerIsSet() throws Exception {
      var lonely = new DefaultMQProducer("lonely", cluster.parts());
      lonely.setNamesrvAddr(null);
      lonely.start();

      var failure = catchThrowableOfType(MQClientException.class, () -> lonely.send(message()));

      assertThat(failure.getResponseCode()).isEqualTo(10004);
      lonely.shutdown();
    }
  }

  @Nested
  class SendAsync {
    private CompletableFuture<SendResult> sendAsync(Message message) throws Exception {
      return sendAsync(message, result -> {});
    }

    /** The future ends after the step, which runs on the callback's own thread. */
    private CompletableFuture<SendResult> sendAsync(Message message, Consumer<SendResult> onSuccess)
        throws Exception {
      var future = new CompletableFuture<SendResult>();
      producer.send(
          message,
          new SendCallback() {
            @Override
            public void onSuccess(SendResult sendResult) {
              onSuccess.accept(sendResult);
              future.complete(sendResult);
            }

            @Override
            public void onException(Throwable e) {
              future.completeExceptionally(e);
            }
          });
      return future;
    }

    @Test
    void shouldTellTheCallbackWhereTheMessageLies() throws Exception {
      SendResult result = sendAsync(message()).get(5, TimeUnit.SECONDS);

      assertThat(result.getSendStatus()).isEqualTo(SendStatus.SEND_OK);
    }

    @Test
    void shouldTryAnotherBrokerWhenTheNetworkFails() throws Exception {
      producer.send(message());
      cluster.takeDown("broker-a");

      for (int i = 0; i < 4; i++) {
        SendResult result = sendAsync(message()).get(5, TimeUnit.SECONDS);
        assertThat(result.getMessageQueue().getBrokerName()).isEqualTo("broker-b");
      }
    }

    @Test
    void shouldTellTheFailureWhenNoTimeIsLeftForAnotherTry() throws Exception {
      producer.send(message());
      cluster.takeDown("broker-a");
      cluster.takeDown("broker-b");
      cluster.beforeFailure(() -> now.addAndGet(5_000));

      var future = sendAsync(message());

      assertThatThrownBy(() -> future.get(5, TimeUnit.SECONDS))
          .hasCauseInstanceOf(RemotingConnectException.class);
      assertThat(cluster.failures()).isEqualTo(1);
    }

    @Test
    void shouldGiveUpAfterTheRetriesThatAreSet() throws Exception {
      producer.send(message());
      cluster.takeDown("broker-a");
      cluster.takeDown("broker-b");

      var future = sendAsync(message());

      assertThatThrownBy(() -> future.get(5, TimeUnit.SECONDS))
          .hasCauseInstanceOf(RemotingConnectException.class);
      assertThat(cluster.failures()).isEqualTo(3);
    }

    @Test
    void shouldBeginAndEndOnTheThreadsOfTheUser() throws Exception {
      var threads = new ConcurrentLinkedQueue<String>();
      ExecutorService own = Executors.newFixedThreadPool(2, new NamedThreadFactory("own-"));
      producer.setAsyncSenderExecutor(own);
      producer.setCallbackExecutor(own);
      producer
          .getDefaultMQProducerImpl()
          .registerCheckForbiddenHook(hook(c -> threads.add(Thread.currentThread().getName())));

      sendAsync(message(), sent -> threads.add(Thread.currentThread().getName()))
          .get(5, TimeUnit.SECONDS);

      own.shutdown();
      assertThat(threads).hasSize(2).allMatch(name -> name.startsWith("own-"));
    }

    @Test
    void shouldRefuseWhatTheUsersExecutorHasNoRoomFor() {
      ExecutorService full = Executors.newSingleThreadExecutor();
      full.shutdown();
      producer.setAsyncSenderExecutor(full);

      assertThatThrownBy(() -> sendAsync(message())).isInstanceOf(MQClientException.class);
    }

    @Test
    void shouldTellARefusalAtOnce() throws Exception {
      cluster.script(RequestCode.SEND_MESSAGE_V2, (a, r) -> refusal(ResponseCode.SYSTEM_BUSY));

      var future = sendAsync(message());

      assertThatThrownBy(() -> future.get(5, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(MQBrokerException.class);
      assertThat(cluster.received(RequestCode.SEND_MESSAGE_V2)).hasSize(1);
    }

    @Test
    void shouldTellTheCallbackThatAMessageIsNotAllowed() throws Exception {
      var future = sendAsync(new Message(TOPIC, new byte[0]));

      assertThatThrownBy(() -> future.get(5, TimeUnit.SECONDS))
          .hasCauseInstanceOf(MQClientException.class);
    }

    @Test
    void shouldTellTheCallbackThatThereIsNoMessageOrNoTopic() throws Exception {
      for (Message nothing : new Message[] {null, new Message(null, new byte[1])}) {
        var future = sendAsync(nothing);

        assertThatThrownBy(() -> future.get(5, TimeUnit.SECONDS))
            .hasCauseInstanceOf(MQClientException.class);
      }
    }

    @Test
    void shouldLetACallbackSendAgain() throws Exception {
      var second = new CompletableFuture<SendResult>();

      sendAsync(
          message(),
          first -> {
            try {
              second.complete(producer.send(message()));
            } catch (Exception e) {
              second.completeExceptionally(e);
            }
          });

      assertThat(second.get(5, TimeUnit.SECONDS).getSendStatus()).isEqualTo(SendStatus.SEND_OK);
    }
  }

  @Nested
  class Hooks {
    @Test
    void shouldSeeEachAttemptBeforeAndAfter() throws Exception {
      List<String> seen = new ArrayList<>();
      producer
          .getDefaultMQProducerImpl()
          .registerSendMessageHook(
              new SendMessageHook() {
                @Override
                public String hookName() {
                  return "watcher";
                }

                @Override
                public void sendMessageBefore(SendMessageContext context) {
                  seen.add("before " + context.getMq().getBrokerName());
                  context.getMessage().putProperty("trace", "7");
                }

                @Override
                public void sendMessageAfter(SendMessageContext context) {
                  boolean stored = context.getSendResult() != null;
                  seen.add((stored ? "stored " : "failed ") + context.getMq().getBrokerName());
                  throw new IllegalStateException("a hook may not spoil a send");
                }
              });
      List<String> asked = new ArrayList<>();
      cluster.script(
          RequestCode.SEND_MESSAGE_V2,
          (address, request) -> {
            asked.add(address);
            return asked.size() == 1 ? refusal(ResponseCode.SYSTEM_BUSY) : null;
          });

      SendResult result = producer.send(message());

      String second = result.getMessageQueue().getBrokerName();
      String first = second.equals("broker-a") ? "broker-b" : "broker-a";
      assertThat(seen)
          .containsExactly(
              "before " + first, "failed " + first, "before " + second, "stored " + second);
      assertThat(sent().get(0).i()).contains("trace\u00017");
    }

    @Test
    void shouldForbidAMessage() {
      producer
          .getDefaultMQProducerImpl()
          .registerCheckForbiddenHook(
              hook(
                  context -> {
                    throw new MQClientException("not to " + context.getMessage().getTopic(), null);
                  }));

      assertThatThrownBy(() -> producer.send(message()))
          .isInstanceOf(MQClientException.class)
          .hasMessageContaining("not to " + TOPIC);
      assertThat(cluster.received(RequestCode.SEND_MESSAGE_V2)).isEmpty();
    }
  }

  private interface Check {
    void check(CheckForbiddenContext context) throws MQClientException;
  }

  private static CheckForbiddenHook hook(Check check) {
    return new CheckForbiddenHook() {
      @Override
      public String hookName() {
        return "check";
      }

      @Override
      public void checkForbidden(CheckForbiddenContext context) throws MQClientException {
        check.check(context);
      }
    };
  }

  @Nested
  class OtherWays {
    @Test
    void shouldSendOnewayWithoutAskingForAnAnswer() throws Exception {
      producer.sendOneway(message());

      assertThat(cluster.received(RequestCode.SEND_MESSAGE_V2))
          .singleElement()
          .satisfies(request -> assertThat(request.isOneway()).isTrue());
    }

    @Test
    void shouldSendABatchAsOneRequestAndReturnAllIds() throws Exception {
      var one = new Message(TOPIC, "1".getBytes());
      var two = new Message(TOPIC, "2".getBytes());

      SendResult result = producer.send(List.of(one, two));

      assertThat(result.getMsgId())
          .isEqualTo(one.getProperty("UNIQ_KEY") + "," + two.getProperty("UNIQ_KEY"));
      RemotingCommand request = cluster.received(RequestCode.SEND_BATCH_MESSAGE).get(0);
      assertThat(BatchEntry.decode(ByteBuffer.wrap(request.body()))).hasSize(2);
      assertThat(request.field("m")).isEqualTo("true");
    }

    @Test
    void shouldRefuseABatchOfDifferentTopics() {
      var messages = List.of(new Message("A", new byte[1]), new Message("B", new byte[1]));

      assertThatThrownBy(() -> producer.send(messages)).isInstanceOf(MQClientException.class);
    }

    @Test
    void shouldRefuseABodyOverTheLimitBeforeAskingAnybody() {
      producer.setMaxMessageSize(10);

      var failure =
          catchThrowableOfType(
              MQClientException.class, () -> producer.send(new Message(TOPIC, new byte[11])));

      assertThat(failure.getResponseCode()).isEqualTo(13);
      assertThat(cluster.received(RequestCode.SEND_MESSAGE_V2)).isEmpty();
    }
  }

  @Nested
  class LifeCycle {
    @Test
    void shouldNotSendBeforeStartOrAfterShutdown() {
      var idle = new DefaultMQProducer("idle", cluster.parts());

      assertThatThrownBy(() -> idle.send(message())).isInstanceOf(MQClientException.class);
      producer.shutdown();
      assertThatThrownBy(() -> producer.send(message())).isInstanceOf(MQClientException.class);
    }

    @Test
    void shouldNotStartTwiceOrUnderAReservedName() {
      assertThatThrownBy(producer::start).isInstanceOf(MQClientException.class);
      assertThatThrownBy(() -> new DefaultMQProducer("DEFAULT_PRODUCER", cluster.parts()).start())
          .isInstanceOf(MQClientException.class);
    }

    @Test
    void shouldLeaveItsGroupAtShutdown() throws Exception {
      producer.send(message());

      producer.shutdown();

      assertThat(cluster.received(RequestCode.UNREGISTER_CLIENT))
          .hasSize(2)
          .allMatch(request -> "senders".equals(request.field("producerGroup")));
    }

    @Test
    void shouldRenameTheDefaultInstanceToProcessAndTime() {
      assertThat(producer.getInstanceName()).startsWith(ProcessHandle.current().pid() + "#");
    }
  }
}
