package io.glassmq.chapters.ch01;

import io.glassmq.chapters.DemoServers;
import io.glassmq.client.ClientParts;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.common.Clock;
import io.glassmq.common.message.Message;
import io.glassmq.remoting.RemotingParts;
import io.glassmq.remoting.netty.NettyClientConfig;
import io.glassmq.remoting.netty.NettyRemotingClient;
import io.glassmq.remoting.protocol.FrameCodec;

/** What is on the wire for one send: the producer prints each frame that it writes or reads. */
public final class OneSend {
  private static final String TOPIC = "Greetings";

  private OneSend() {}

  public static void main(String[] args) throws Exception {
    try (var servers = DemoServers.start()) {
      servers.createTopic(TOPIC, 1);
      var codec = new TalkingCodec(FrameCodec.standard());
      var producer = new DefaultMQProducer("greeters", clientParts(codec));
      producer.setNamesrvAddr(servers.namesrvAddr());
      producer.setSendMsgTimeout(30_000);
      producer.start();
      // The first send asks for the route, connects and says hello. The second only sends.
      producer.send(new Message(TOPIC, "warm up".getBytes()));

      codec.talk();
      var message = new Message(TOPIC, "TagA", "Hello".getBytes());
      producer.send(message);

      producer.shutdown();
    }
  }

  /** The usual parts, but for the codec. */
  private static ClientParts clientParts(FrameCodec codec) {
    return ClientParts.defaults()
        .withRemotingClient(
            events ->
                new NettyRemotingClient(
                    NettyClientConfig.defaults(),
                    events,
                    RemotingParts.defaults().with(codec),
                    Clock.SYSTEM));
  }
}
