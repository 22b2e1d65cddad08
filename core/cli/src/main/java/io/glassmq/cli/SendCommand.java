package io.glassmq.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.client.producer.SendResult;
import io.glassmq.common.message.Message;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends a message, or the same one several times. */
@Command(name = "send", description = "Send a message.", sortOptions = false)
final class SendCommand extends ClientCommand {
  @Parameters(paramLabel = "TOPIC", description = "Created by the first message.")
  private String topic;

  @Parameters(paramLabel = "BODY", description = "Text, stored as UTF-8.")
  private String body;

  @Option(names = "--tags", description = "A label that consumers can filter by.")
  private String tags;

  @Option(names = "--keys", description = "What the message can be found by, blanks between.")
  private String keys;

  @Option(
      names = {"-c", "--count"},
      defaultValue = "1",
      description = "How often (default: ${DEFAULT-VALUE}).")
  private int count;

  @Override
  void run(String namesrvAddr) throws Exception {
    var producer = new DefaultMQProducer("mq-send");
    producer.setNamesrvAddr(namesrvAddr);
    producer.start();
    try {
      for (int i = 0; i < count; i++) {
        SendResult result = producer.send(new Message(topic, tags, keys, body.getBytes(UTF_8)));
        say(
            "%s: %s queue %d offset %d, id %s",
            result.getSendStatus(),
            result.getMessageQueue().getBrokerName(),
            result.getMessageQueue().getQueueId(),
            result.getQueueOffset(),
            result.getMsgId());
      }
    } finally {
      producer.shutdown();
    }
  }
}
