package io.glassmq.interop.official;

import io.glassmq.interop.driver.StoreDriver;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.apache.rocketmq.common.BrokerConfig;
import org.apache.rocketmq.common.MixAll;
import org.apache.rocketmq.common.message.MessageAccessor;
import org.apache.rocketmq.common.message.MessageExtBrokerInner;
import org.apache.rocketmq.store.AppendMessageResult;
import org.apache.rocketmq.store.DefaultMessageStore;
import org.apache.rocketmq.store.GetMessageResult;
import org.apache.rocketmq.store.PutMessageResult;
import org.apache.rocketmq.store.QueryMessageResult;
import org.apache.rocketmq.store.SelectMappedBufferResult;
import org.apache.rocketmq.store.config.MessageStoreConfig;
import org.apache.rocketmq.store.stats.BrokerStatsManager;

/** The official store, by its public methods. */
public final class RocketStoreDriver implements StoreDriver {
  /** Without it the store's logging prints to the terminal how it was set up. */
  private static final String STATUS_LISTENER = "logback.statusListenerClass";

  private static final String SILENCE =
      "org.apache.rocketmq.logging.ch.qos.logback.core.status.NopStatusListener";

  private static final InetSocketAddress HOST = new InetSocketAddress("127.0.0.1", 10911);

  private volatile CountDownLatch gate = new CountDownLatch(0);
  private DefaultMessageStore store;

  @Override
  public void open(Path root, Map<String, String> settings) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(getClass().getClassLoader());
    System.setProperty(STATUS_LISTENER, SILENCE);
    try {
      openHere(root, settings);
    } finally {
      System.clearProperty(STATUS_LISTENER);
      thread.setContextClassLoader(before);
    }
  }

  private void openHere(Path root, Map<String, String> settings) throws Exception {
    var keys = new Properties();
    keys.putAll(settings);
    keys.setProperty("storePathRootDir", root.toString());
    keys.setProperty("storePathCommitLog", root.resolve("commitlog").toString());
    var storeConfig = new MessageStoreConfig();
    var brokerConfig = new BrokerConfig();
    MixAll.properties2Object(keys, storeConfig);
    MixAll.properties2Object(keys, brokerConfig);
    store =
        new DefaultMessageStore(
            storeConfig,
            new BrokerStatsManager(brokerConfig),
            (topic, queueId, offset, tagsCode, time, bitmap, properties) -> awaitGate(),
            brokerConfig,
            new ConcurrentHashMap<>());
    if (!store.load()) {
      throw new IllegalStateException("the official store cannot load " + root);
    }
    store.start();
  }

  @Override
  public CompletableFuture<Put> put(Outgoing outgoing) {
    var message = new MessageExtBrokerInner();
    message.setTopic(outgoing.topic());
    message.setQueueId(outgoing.queueId());
    message.setBody(outgoing.body());
    message.setPropertiesString(outgoing.properties());
    // The broker's parsed form of the same; the store only asks it for keys that are not in here.
    MessageAccessor.setProperties(message, new HashMap<>());
    message.setBornTimestamp(System.currentTimeMillis());
    message.setBornHost(HOST);
    message.setStoreHost(HOST);
    return store.asyncPutMessage(message).thenApply(RocketStoreDriver::put);
  }

  private static Put put(PutMessageResult result) {
    AppendMessageResult append = result.getAppendMessageResult();
    String status = result.getPutMessageStatus().name();
    return append == null
        ? new Put(status, -1, -1)
        : new Put(status, append.getWroteOffset(), append.getLogicsOffset());
  }

  @Override
  public List<byte[]> read(String topic, int queueId, long offset, int maxCount) {
    GetMessageResult result = store.getMessage("interop", topic, queueId, offset, maxCount, null);
    try {
      return copies(result.getMessageBufferList());
    } finally {
      result.release();
    }
  }

  @Override
  public List<byte[]> query(String topic, String key, int maxCount) {
    QueryMessageResult result = store.queryMessage(topic, key, maxCount, 0, Long.MAX_VALUE);
    try {
      return copies(result.getMessageBufferList());
    } finally {
      result.release();
    }
  }

  @Override
  public byte[] record(long physicalOffset) {
    SelectMappedBufferResult result = store.selectOneMessageByOffset(physicalOffset);
    if (result == null) {
      return null;
    }
    try {
      return copy(result.getByteBuffer());
    } finally {
      result.release();
    }
  }

  private static List<byte[]> copies(List<ByteBuffer> buffers) {
    var copies = new ArrayList<byte[]>(buffers.size());
    buffers.forEach(buffer -> copies.add(copy(buffer)));
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
  public long maxOffset(String topic, int queueId) throws Exception {
    return store.getMaxOffsetInQueue(topic, queueId);
  }

  @Override
  public long offsetByTime(String topic, int queueId, long timestamp) {
    return store.getOffsetInQueueByTime(topic, queueId, timestamp);
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
