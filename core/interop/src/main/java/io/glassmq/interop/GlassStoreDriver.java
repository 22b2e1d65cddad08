package io.glassmq.interop;

import io.glassmq.common.attribute.CQType;
import io.glassmq.common.config.ConfigReader;
import io.glassmq.interop.driver.StoreDriver;
import io.glassmq.store.BoundaryType;
import io.glassmq.store.DefaultMessageStore;
import io.glassmq.store.MessageExtBrokerInner;
import io.glassmq.store.MessageFilter;
import io.glassmq.store.MessageStore;
import io.glassmq.store.PutMessageResult;
import io.glassmq.store.StoreConfig;
import io.glassmq.store.StoreParts;
import io.glassmq.store.logfile.MappedSlice;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** Our store, by its public methods. */
public final class GlassStoreDriver implements StoreDriver {
  private static final InetSocketAddress HOST = new InetSocketAddress("127.0.0.1", 10911);

  private volatile CountDownLatch gate = new CountDownLatch(0);
  private MessageStore store;

  @Override
  public void open(Path root, Map<String, String> settings) throws Exception {
    var keys = new Properties();
    keys.putAll(settings);
    keys.setProperty("storePathRootDir", root.toString());
    store =
        new DefaultMessageStore(
            StoreConfig.read(new ConfigReader(keys)),
            StoreParts.defaults(),
            topic -> CQType.SimpleCQ,
            (topic, queueId, offset, tagsCode) -> awaitGate());
    store.load();
    store.start();
  }

  @Override
  public CompletableFuture<Put> put(Outgoing outgoing) {
    var message = new MessageExtBrokerInner();
    message.setTopic(outgoing.topic());
    message.setQueueId(outgoing.queueId());
    message.setBody(outgoing.body());
    message.setPropertiesString(outgoing.properties());
    message.setBornTimestamp(System.currentTimeMillis());
    message.setBornHost(HOST);
    message.setStoreHost(HOST);
    return store.putMessage(message).thenApply(GlassStoreDriver::put);
  }

  private static Put put(PutMessageResult result) {
    String status = result.status().name();
    return result.append() == null
        ? new Put(status, -1, -1)
        : new Put(status, result.append().wroteOffset(), result.append().queueOffset());
  }

  @Override
  public List<byte[]> read(String topic, int queueId, long offset, int maxCount) {
    return copies(store.getMessage(topic, queueId, offset, maxCount, MessageFilter.ALL).slices());
  }

  @Override
  public List<byte[]> query(String topic, String key, int maxCount) {
    return copies(store.queryMessage(topic, key, maxCount, 0, Long.MAX_VALUE).slices());
  }

  @Override
  public byte[] record(long physicalOffset) {
    return store
        .selectOneMessageByOffset(physicalOffset)
        .map(result -> copies(result.slices()).get(0))
        .orElse(null);
  }

  private static List<byte[]> copies(List<MappedSlice> slices) {
    var copies = new ArrayList<byte[]>(slices.size());
    for (MappedSlice slice : slices) {
      copies.add(copy(slice.buffer()));
      slice.release();
    }
    return copies;
  }

  private static byte[] copy(ByteBuffer buffer) {
    var bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  @Override
  public long minOffset(String topic, int queueId) {
    return store.getMinOffsetInQueue(topic, queueId);
  }

  @Override
  public long maxOffset(String topic, int queueId) {
    return store.getMaxOffsetInQueue(topic, queueId);
  }

  @Override
  public long offsetByTime(String topic, int queueId, long timestamp) {
    return store.getOffsetInQueueByTime(topic, queueId, timestamp, BoundaryType.LOWER);
  }

  @Override
  public long maxPhysicalOffset() {
    return store.getMaxPhyOffset();
  }

  @Override
  public long dispatchBehindBytes() {
    return store.dispatchBehindBytes();
  }

  @Override
  public void holdDispatch(CountDownLatch closed) {
    gate = closed;
  }

  private void awaitGate() {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    store.shutdown();
  }
}
