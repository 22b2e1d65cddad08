package io.glassmq.interop.api;

import io.glassmq.client.QueryResult;
import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.hook.CheckForbiddenContext;
import io.glassmq.client.hook.CheckForbiddenHook;
import io.glassmq.client.hook.SendMessageContext;
import io.glassmq.client.hook.SendMessageHook;
import io.glassmq.client.impl.CommunicationMode;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.client.producer.MessageQueueSelector;
import io.glassmq.client.producer.SendCallback;
import io.glassmq.client.producer.SendResult;
import io.glassmq.client.producer.SendStatus;
import io.glassmq.client.producer.selector.SelectMessageQueueByHash;
import io.glassmq.client.producer.selector.SelectMessageQueueByMachineRoom;
import io.glassmq.client.producer.selector.SelectMessageQueueByRandom;
import io.glassmq.common.compression.CompressionType;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.RPCHook;
import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.protocol.RemotingCommand;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Uses a producer in every way that there is; some of them are deprecated in the official one. */
@SuppressWarnings("deprecation")
final class ProducerProgram {
  private final List<String> requests = new ArrayList<>();
  private final RPCHook rpcHook =
      new RPCHook() {
        @Override
        public void doBeforeRequest(String remoteAddr, RemotingCommand request) {
          requests.add(remoteAddr + request);
        }

        @Override
        public void doAfterResponse(
            String remoteAddr, RemotingCommand request, RemotingCommand response) {}
      };

  List<DefaultMQProducer> construct() {
    return List.of(
        new DefaultMQProducer(),
        new DefaultMQProducer("group"),
        new DefaultMQProducer(rpcHook),
        new DefaultMQProducer("group", rpcHook),
        new DefaultMQProducer("namespace", "group"),
        new DefaultMQProducer("namespace", "group", rpcHook));
  }

  void configure(DefaultMQProducer producer) {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    producer.setProducerGroup("group");
    producer.setNamespace("namespace");
    producer.setNamespaceV2("namespace");
    producer.setUnitName("unit");
    producer.setUnitMode(true);
    producer.setTopics(List.of("topic"));
    producer.setCreateTopicKey("key");
    producer.setDefaultTopicQueueNums(4);
    producer.setSendMsgTimeout(1_000);
    producer.setSendMsgMaxTimeoutPerRequest(100);
    producer.setCompressMsgBodyOverHowmuch(100);
    producer.setCompressType(CompressionType.LZ4);
    producer.setCompressLevel(1);
    producer.setRetryTimesWhenSendFailed(1);
    producer.setRetryTimesWhenSendAsyncFailed(1);
    producer.setRetryAnotherBrokerWhenNotStoreOK(true);
    producer.addRetryResponseCode(13);
    producer.setMaxMessageSize(1);
    producer.setSendLatencyFaultEnable(true);
    producer.setSendLatencyEnable(producer.isSendLatencyFaultEnable());
    producer.setStartDetectorEnable(true);
    producer.setDetectInterval(1);
    producer.setDetectTimeout(1);
    producer.setLatencyMax(new long[] {1});
    producer.setNotAvailableDuration(new long[] {1});
    producer.setAsyncSenderExecutor(executor);
    producer.setCallbackExecutor(executor);
    producer.setEnableBackpressureForAsyncMode(true);
    producer.setBackPressureForAsyncSendNum(10);
    producer.setBackPressureForAsyncSendSize(1);
  }

  void hook(DefaultMQProducer producer) {
    var impl = producer.getDefaultMQProducerImpl();
    impl.registerSendMessageHook(
        new SendMessageHook() {
          @Override
          public String hookName() {
            return "watcher";
          }

          @Override
          public void sendMessageBefore(SendMessageContext context) {
            context.setMqTraceContext(context.getMessage());
          }

          @Override
          public void sendMessageAfter(SendMessageContext context) {
            SendResult result = context.getSendResult();
            MessageQueue queue = context.getMq();
            Exception failure = context.getException();
            CommunicationMode mode = context.getCommunicationMode();
            String text =
                context.getProducerGroup()
                    + context.getBrokerAddr()
                    + context.getBornHost()
                    + context.getNamespace();
            context.setMqTraceContext(text + result + queue + failure + mode);
          }
        });
    impl.registerCheckForbiddenHook(
        new CheckForbiddenHook() {
          @Override
          public String hookName() {
            return "guard";
          }

          @Override
          public void checkForbidden(CheckForbiddenContext context) throws MQClientException {
            Message message = context.getMessage();
            MessageQueue queue = context.getMq();
            String text = context.getNameSrvAddr() + context.getGroup() + context.getBrokerAddr();
            throw new MQClientException(13, text + message + queue);
          }
        });
  }

  Message message() {
    var message = new Message("topic", "tag", "key", new byte[1]);
    message.setKeys(List.of("a", "b"));
    message.putUserProperty("name", "value");
    message.setDelayTimeLevel(message.getDelayTimeLevel());
    message.setDelayTimeSec(message.getDelayTimeSec());
    message.setDelayTimeMs(message.getDelayTimeMs());
    message.setDeliverTimeMs(message.getDeliverTimeMs());
    return message;
  }

  Collection<SendStatus> send(DefaultMQProducer producer, Message msg, MessageQueue queue)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    Collection<Message> batch = List.of(msg);
    MessageQueueSelector selector = new SelectMessageQueueByHash();
    List<SendResult> results = new ArrayList<>();
    results.add(producer.send(msg));
    results.add(producer.send(msg, 1L));
    results.add(producer.send(msg, queue));
    results.add(producer.send(msg, queue, 1L));
    results.add(producer.send(msg, selector, "arg"));
    results.add(producer.send(msg, new SelectMessageQueueByRandom(), "arg", 1L));
    results.add(producer.send(batch));
    results.add(producer.send(batch, 1L));
    results.add(producer.send(batch, queue));
    results.add(producer.send(batch, queue, 1L));
    producer.sendOneway(msg);
    producer.sendOneway(msg, queue);
    producer.sendOneway(msg, new SelectMessageQueueByMachineRoom(), "arg");
    return results.stream().map(SendResult::getSendStatus).toList();
  }

  void sendAsync(DefaultMQProducer producer, Message msg, MessageQueue queue, SendCallback callback)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    Collection<Message> batch = List.of(msg);
    MessageQueueSelector selector = (queues, message, arg) -> queues.get(0);
    producer.send(msg, callback);
    producer.send(msg, callback, 1L);
    producer.send(msg, queue, callback);
    producer.send(msg, queue, callback, 1L);
    producer.send(msg, selector, "arg", callback);
    producer.send(msg, selector, "arg", callback, 1L);
    producer.send(batch, callback);
    producer.send(batch, callback, 1L);
    producer.send(batch, queue, callback);
    producer.send(batch, queue, callback, 1L);
  }

  List<Object> ask(DefaultMQProducer producer, MessageQueue queue)
      throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
    producer.createTopic("key", "topic", 4, new HashMap<>());
    List<MessageQueue> queues = producer.fetchPublishMessageQueues("topic");
    QueryResult byKey = producer.queryMessage("topic", "key", 32, 0, Long.MAX_VALUE);
    MessageExt byId = producer.viewMessage("topic", "id");
    return List.of(
        queues,
        byKey,
        byId,
        producer.searchOffset(queue, 0),
        producer.maxOffset(queue),
        producer.minOffset(queue),
        producer.earliestMsgStoreTime(queue));
  }

  String look(SendResult result) {
    return result.getMsgId()
        + result.getOffsetMsgId()
        + result.getMessageQueue()
        + result.getQueueOffset()
        + result.getTransactionId()
        + result.getRegionId()
        + result.isTraceOn()
        + result.getRecallHandle();
  }
}
