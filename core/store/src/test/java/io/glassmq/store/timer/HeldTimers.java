package io.glassmq.store.timer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.common.attribute.CQType;
import io.glassmq.common.config.ConfigReader;
import io.glassmq.common.message.MessageDecoder;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageProperties;
import io.glassmq.store.AppendPath;
import io.glassmq.store.DefaultMessageStore;
import io.glassmq.store.GetMessageResult;
import io.glassmq.store.MessageExtBrokerInner;
import io.glassmq.store.MessageFilter;
import io.glassmq.store.PutMessageResult;
import io.glassmq.store.PutMessageStatus;
import io.glassmq.store.StoreConfig;
import io.glassmq.store.StoreException;
import io.glassmq.store.StoreParts;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Messages in a real store that wait for their second, a timer without a thread of its own, and a
 * clock whose hands the test turns.
 */
final class HeldTimers implements AutoCloseable {
  /** A full second. */
  static final long START = 1_795_324_000_000L;

  private static final InetSocketAddress HOST = new InetSocketAddress("127.0.0.1", 10_911);

  private final Path folder;
  private final String[] settings;
  private volatile long now = START;
  private DefaultMessageStore store;
  private TimerMessageStore timer;
  private volatile Function<MessageExtBrokerInner, PutMessageStatus> refusal = any -> null;

  HeldTimers(Path folder, String... settings) throws StoreException {
    this.folder = folder;
    this.settings = settings;
    open();
  }

  private void open() throws StoreException {
    AppendPath.Factory plain = StoreParts.defaults().appendPath();
    var parts =
        StoreParts.defaults()
            .with(this::now)
            .with(
                (tail, counters, config, time, last) ->
                    new RefusingPath(plain.create(tail, counters, config, time, last)));
    store = new DefaultMessageStore(config(), parts, any -> CQType.SimpleCQ, this::arriving);
    timer = new TimerMessageStore(store, folder, this::now);
    store.load();
    timer.load();
    store.start();
  }

  private StoreConfig config() {
    var properties = new Properties();
    properties.setProperty("storePathRootDir", folder.toString());
    properties.setProperty("mappedFileSizeCommitLog", Integer.toString(1 << 20));
    properties.setProperty("mappedFileSizeConsumeQueue", "20000");
    properties.setProperty("messageIndexEnable", "false");
    properties.setProperty("diskSpaceWarningLevelRatio", "100");
    properties.setProperty("diskSpaceCleanForciblyRatio", "100");
    for (int i = 0; i < settings.length; i += 2) {
      properties.setProperty(settings[i], settings[i + 1]);
    }
    return StoreConfig.read(new ConfigReader(properties));
  }

  private void arriving(String topic, int queueId, long offset, long tagsCode) {
    if (topic.equals(TimerTopic.NAME)) {
      timer.arriving();
    }
  }

  long now() {
    return now;
  }

  void advance(long millis) {
    now += millis;
  }

  @Override
  public void close() {
    store.shutdown();
  }

  /** As after a crash: nobody wrote what the timer had not written yet. */
  void reopen() throws StoreException {
    close();
    open();
  }

  /** An append path that refuses what the test wants refused. */
  private final class RefusingPath implements AppendPath {
    private final AppendPath path;

    RefusingPath(AppendPath path) {
      this.path = path;
    }

    @Override
    public PutMessageResult append(MessageExtBrokerInner message) {
      PutMessageStatus status = refusal.apply(message);
      return status == null ? path.append(message) : PutMessageResult.failed(status);
    }

    @Override
    public long lockedSinceMillis() {
      return path.lockedSinceMillis();
    }

    @Override
    public long lastStoreTimestamp() {
      return path.lastStoreTimestamp();
    }

    @Override
    public void close() {
      path.close();
    }
  }

  static MessageExtBrokerInner message(String text) {
    var message = new MessageExtBrokerInner();
    message.setTopic("T");
    message.setBody(text.getBytes(UTF_8));
    message.setBornHost(HOST);
    message.setStoreHost(HOST);
    return message;
  }

  /** The texts are wanted so many milliseconds after {@link #START}. */
  void hold(long millis, String... texts) {
    for (String text : texts) {
      var message = message(text);
      assertThat(new TimerTopic(this::now).holdBack(message, START + millis)).isTrue();
      put(message);
    }
  }

  /** As an official broker may have written it into the timer topic. */
  void write(String text, Map<String, String> properties) {
    var message = message(text);
    message.setTopic(TimerTopic.NAME);
    message.setPropertiesString(MessageProperties.encode(properties));
    put(message);
  }

  private void put(MessageExtBrokerInner message) {
    assertThat(store.putMessage(message).join().status()).isEqualTo(PutMessageStatus.PUT_OK);
    awaitDispatch();
  }

  private void awaitDispatch() {
    await().pollInterval(1, TimeUnit.MILLISECONDS).until(() -> store.dispatchBehindBytes() == 0);
  }

  List<MessageExt> delivered() {
    awaitDispatch();
    List<MessageExt> messages = new ArrayList<>();
    GetMessageResult found = store.getMessage("T", 0, 0, 1_000, MessageFilter.ALL);
    while (found.messageCount() > 0) {
      found.buffers().forEach(record -> messages.add(MessageDecoder.decode(record.slice())));
      found.release();
      found = store.getMessage("T", 0, found.nextBeginOffset(), 1_000, MessageFilter.ALL);
    }
    found.release();
    return messages;
  }

  List<String> texts() {
    return delivered().stream().map(message -> new String(message.getBody(), UTF_8)).toList();
  }

  void work() {
    while (timer.doWork() > 0) {
      // to the end
    }
  }

  /** Turns the clock to so many milliseconds after {@link #START}, and lets the timer work. */
  void workAt(long millis) {
    now = START + millis;
    work();
  }

  TimerMessageStore timer() {
    return timer;
  }

  DefaultMessageStore store() {
    return store;
  }

  /** From now on the store refuses each message for which this is not null. */
  void refuse(Function<MessageExtBrokerInner, PutMessageStatus> why) {
    refusal = why;
  }
}
