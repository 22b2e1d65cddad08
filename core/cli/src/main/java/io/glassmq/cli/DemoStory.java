package io.glassmq.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.glassmq.boot.AllInOne;
import io.glassmq.client.consumer.DefaultMQPushConsumer;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.client.producer.SendResult;
import io.glassmq.common.layout.HexView;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageId;
import io.glassmq.common.message.MessageRecord;
import io.glassmq.store.MessageStore;
import io.glassmq.store.logfile.FilePosition;
import io.glassmq.store.queue.ConsumeQueueEntry;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The demo: sends and consumes some hundred messages before the reader's eyes, then follows the
 * first one to its bytes on disk. Everything that it prints has happened in this run.
 */
final class DemoStory {
  private static final String TOPIC = "Demo";
  private static final int MESSAGES = 300;
  private static final int MAX_LINES = 6;
  private static final long PATIENCE_SECONDS = 20;
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  private final AllInOne servers;
  private final Path folder;
  private final PrintWriter out;
  private final Map<Integer, Integer> sentToQueue = new TreeMap<>();

  DemoStory(AllInOne servers, Path folder, PrintWriter out) {
    this.servers = servers;
    this.folder = folder;
    this.out = out;
  }

  /**
   * @param startMillis how long the servers took to start
   */
  void tell(long startMillis) throws Exception {
    say("The way of a message. Servers, producer and consumers run in this one JVM.");
    say("");
    say("1. The servers (ready after %d ms)", startMillis);
    say("   Name server %s: knows which broker serves which topic.", servers.namesrvAddr());
    say("   Broker %s: keeps the messages, in %s", servers.brokerAddr(), folder);

    var producer = new DefaultMQProducer("DemoProducer");
    producer.setNamesrvAddr(servers.namesrvAddr());
    producer.start();
    try {
      SendResult first = sendFirst(producer);
      consumeRest(producer);
      showRecord(first);
      showWayBack(first);
    } finally {
      producer.shutdown();
    }
  }

  private SendResult sendFirst(DefaultMQProducer producer) throws Exception {
    SendResult first = send(producer, 1);
    say("");
    say("2. The first message creates its topic");
    say(
        "   Nobody has created the topic \"%s\". The producer asked the name server, was told",
        TOPIC);
    say("   that there is no such topic, and took the route of the template TBW102 instead.");
    say("   The broker took the message and created the topic with %d queues.", queues(producer));
    say("   Message 1 went to queue %d and got offset %d there.", queueOf(first), offsetOf(first));
    return first;
  }

  private void consumeRest(DefaultMQProducer producer) throws Exception {
    var audience = new DemoAudience(2, MESSAGES, queues(producer));
    DefaultMQPushConsumer a = audience.join("A", TOPIC, servers.namesrvAddr());
    DefaultMQPushConsumer b = audience.join("B", TOPIC, servers.namesrvAddr());
    try {
      audience.awaitSharedOut(PATIENCE_SECONDS, TimeUnit.SECONDS);
      say("");
      say("3. Two consumers of one group share the queues");
      audience.owners().forEach((name, queues) -> say("   %s owns queues %s", name, queues));
      say("   Each worked that out alone: same members, same queues, same rule, same result.");
      for (int i = 2; i <= MESSAGES; i++) {
        send(producer, i);
      }
      audience.awaitAll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } finally {
      a.shutdown();
      b.shutdown();
    }
    say("");
    say("4. %d messages", MESSAGES);
    String counts =
        sentToQueue.entrySet().stream()
            .map(entry -> entry.getValue() + " to queue " + entry.getKey())
            .collect(joining(", "));
    say("   Sent: %s.", counts);
    audience.samples().forEach(line -> say("   %s", line));
    audience.consumed().forEach((name, count) -> say("   %s consumed %d.", name, count));
    say("   %s", audience.verdict());
  }

  private void showRecord(SendResult first) throws IOException {
    long offset = MessageId.decode(first.getOffsetMsgId()).offset();
    ConsumeQueueEntry entry = entryOf(first);
    FilePosition place = store().filePosition(offset).orElseThrow();
    say("");
    say("5. Message 1 on disk");
    say("   File %s, byte %d, %d bytes long:", place.fileName(), place.position(), entry.size());
    var record = ByteBuffer.wrap(read(place.fileName(), place.position(), entry.size()));
    new HexView(MessageRecord.layout(record), record, MAX_LINES).lines().forEach(line -> say(line));
  }

  private void showWayBack(SendResult first) throws IOException {
    ConsumeQueueEntry entry = entryOf(first);
    byte[] unit = read(entry.fileName(), entry.positionInFile(), 20);
    say("");
    say(
        "6. How a consumer's request finds it: %s, queue %d, offset %d",
        TOPIC, queueOf(first), offsetOf(first));
    say(
        "   The consume queue has 20 bytes for each message: offset %d is at byte %d of",
        offsetOf(first), entry.positionInFile());
    say("   %s:", entry.fileName());
    say("   %s  where in the log: byte %d", HEX.formatHex(unit, 0, 8), entry.physicalOffset());
    say("   %s              how long: %d bytes", HEX.formatHex(unit, 8, 12), entry.size());
    say("   %s  hash code of the tag: %d", HEX.formatHex(unit, 12, 20), entry.tagsCode());
    say("   Byte %d of the log is where we found the record above.", entry.physicalOffset());
  }

  private SendResult send(DefaultMQProducer producer, int number) throws Exception {
    byte[] body = ("Hello, I am message " + number).getBytes(UTF_8);
    SendResult result = producer.send(new Message(TOPIC, "hello", "message-" + number, body));
    sentToQueue.merge(queueOf(result), 1, Integer::sum);
    return result;
  }

  private ConsumeQueueEntry entryOf(SendResult result) {
    return store().consumeQueueUnit(TOPIC, queueOf(result), offsetOf(result)).orElseThrow();
  }

  private MessageStore store() {
    return servers.broker().messageStore();
  }

  private byte[] read(String fileName, int position, int length) throws IOException {
    var bytes = ByteBuffer.allocate(length);
    try (var file = FileChannel.open(folder.resolve(fileName))) {
      file.read(bytes, position);
    }
    return bytes.array();
  }

  private static int queues(DefaultMQProducer producer) throws Exception {
    return producer.fetchPublishMessageQueues(TOPIC).size();
  }

  private static int queueOf(SendResult result) {
    return result.getMessageQueue().getQueueId();
  }

  private static long offsetOf(SendResult result) {
    return result.getQueueOffset();
  }

  private void say(String format, Object... args) {
    out.println(args.length == 0 ? format : String.format(format, args));
    out.flush();
  }
}
