package io.glassmq.bench.micro;

import io.glassmq.common.attribute.CQType;
import io.glassmq.store.DefaultMessageStore;
import io.glassmq.store.MessageArrivingListener;
import io.glassmq.store.MessageExtBrokerInner;
import io.glassmq.store.MessageStore;
import io.glassmq.store.StoreConfig;
import io.glassmq.store.StoreException;
import io.glassmq.store.StoreParts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A running store in a temporary folder, and messages of 1 KiB for it. */
record StoreFixture(Path folder, MessageStore store) implements AutoCloseable {
  static final String TOPIC = "BenchTopic";

  private static final InetSocketAddress HOST = new InetSocketAddress("127.0.0.1", 10911);
  private static final int BODY_BYTES = 1024;

  static StoreFixture open() throws IOException, StoreException {
    Path folder = Files.createTempDirectory("glassmq-micro");
    var store =
        new DefaultMessageStore(
            StoreConfig.at(folder),
            StoreParts.defaults(),
            topic -> CQType.SimpleCQ,
            MessageArrivingListener.NONE);
    store.load();
    store.start();
    return new StoreFixture(folder, store);
  }

  static MessageExtBrokerInner message(int queueId) {
    var message = new MessageExtBrokerInner();
    message.setTopic(TOPIC);
    message.setQueueId(queueId);
    message.setBody(new byte[BODY_BYTES]);
    message.setPropertiesString("WAIT\u0001true\u0002");
    message.setBornTimestamp(1_700_000_000_000L);
    message.setBornHost(HOST);
    message.setStoreHost(HOST);
    return message;
  }

  @Override
  public void close() {
    store.shutdown();
    try (Stream<Path> paths = Files.walk(folder)) {
      paths.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
