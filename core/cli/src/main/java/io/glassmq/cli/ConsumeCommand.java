package io.glassmq.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.glassmq.client.consumer.DefaultMQPushConsumer;
import io.glassmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import io.glassmq.client.consumer.listener.MessageListenerConcurrently;
import io.glassmq.common.consumer.ConsumeFromWhere;
import io.glassmq.common.message.MessageExt;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the messages of a topic as they come. */
@Command(name = "consume", description = "Print the messages of a topic.", sortOptions = false)
final class ConsumeCommand extends ClientCommand {
  @Parameters(paramLabel = "TOPIC")
  private String topic;

  @Option(
      names = "--group",
      description = "A group remembers how far it has read. Default: a new one for this run.")
  private String group = "mq-consume-" + ProcessHandle.current().pid() + "-" + System.nanoTime();

  @Option(names = "--count", description = "End after so many messages. Default: at Ctrl-C.")
  private Integer count;

  @Option(names = "--from-first", description = "A new group begins with the oldest message.")
  private boolean fromFirst;

  @Option(
      names = "--pop",
      description = {
        "Pop, if the group may (mq group mode):",
        "the broker hands messages out, nobody owns a queue."
      })
  private boolean pop;

  private final CountDownLatch enough = new CountDownLatch(1);
  private int printed;

  @Override
  void run(String namesrvAddr) throws Exception {
    // A consumer would wait in silence for a topic that nobody has created.
    withAdmin(namesrvAddr, admin -> admin.examineTopicRouteInfo(topic));
    var consumer = new DefaultMQPushConsumer(group);
    consumer.setNamesrvAddr(namesrvAddr);
    consumer.subscribe(topic, "*");
    consumer.setConsumeThreadMin(1);
    consumer.setConsumeThreadMax(1);
    consumer.setConsumeFromWhere(
        fromFirst
            ? ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET
            : ConsumeFromWhere.CONSUME_FROM_LAST_OFFSET);
    consumer.setClientRebalance(!pop);
    consumer.setAwaitTerminationMillisWhenShutdown(1_000);
    consumer.registerMessageListener(
        (MessageListenerConcurrently) (messages, context) -> print(messages));
    consumer.start();
    Runtime.getRuntime().addShutdownHook(new Thread(consumer::shutdown, "ShutdownHook"));
    enough.await();
    consumer.shutdown();
  }

  /** What is not printed is not consumed: the group will get it again. */
  private synchronized ConsumeConcurrentlyStatus print(List<MessageExt> messages) {
    for (MessageExt message : messages) {
      if (count != null && printed >= count) {
        return ConsumeConcurrentlyStatus.RECONSUME_LATER;
      }
      say(line(message));
      printed++;
      if (count != null && printed == count) {
        enough.countDown();
      }
    }
    return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
  }

  private static String line(MessageExt message) {
    var line = new StringBuilder();
    line.append(message.getBrokerName()).append(" queue ").append(message.getQueueId());
    line.append(" offset ").append(message.getQueueOffset());
    if (message.getTags() != null) {
      line.append(" tags ").append(message.getTags());
    }
    if (message.getKeys() != null) {
      line.append(" keys ").append(message.getKeys());
    }
    return line.append(": ").append(new String(message.getBody(), UTF_8)).toString();
  }
}
