package io.glassmq.client.consumer;

import io.glassmq.client.fake.FakePop;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.body.ConsumerRunningInfo;
import io.glassmq.remoting.protocol.header.GetConsumerRunningInfoRequestHeader;
import java.util.ArrayList;
import java.util.List;

/** A push consumer that pops, and a broker that it can pop from. */
abstract class PopConsumerFixture extends PushConsumerFixture {
  static final String LEFTOVERS = TopicNames.popRetryTopic(GROUP, TOPIC);
  static final long INVISIBLE_MILLIS = 60_000;

  final FakePop pop = new FakePop(cluster);
  DefaultMQPushConsumer consumer;

  DefaultMQPushConsumer popper() throws Exception {
    consumer = consumer();
    consumer.setClientRebalance(false);
    return consumer;
  }

  List<MessageExt> messages(String... bodies) {
    List<MessageExt> messages = new ArrayList<>();
    for (String body : bodies) {
      messages.add(cluster.put(queue(0), "TagA", body, 0));
    }
    return messages;
  }

  void bring(List<MessageExt> messages) {
    pop.answer(System.currentTimeMillis(), INVISIBLE_MILLIS, messages);
  }

  ConsumerRunningInfo info() throws Exception {
    var header = new GetConsumerRunningInfoRequestHeader(GROUP, consumer.buildMQClientId(), false);
    var question = RemotingCommand.createRequest(RequestCode.GET_CONSUMER_RUNNING_INFO, header);
    byte[] answer = cluster.askClient(question).get().body();
    return RemotingSerializable.decode(answer, ConsumerRunningInfo.class);
  }
}
