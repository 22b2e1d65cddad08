package io.glassmq.store;

import static io.glassmq.common.message.MessageConst.PROPERTY_INNER_NUM;
import static io.glassmq.common.message.MessageConst.PROPERTY_WAIT_STORE_MSG_OK;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.glassmq.common.Clock;
import io.glassmq.common.StepMode;
import io.glassmq.common.event.AppendEvent;
import io.glassmq.common.message.MessageDecoder;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageProperties;
import io.glassmq.common.message.MessageRecord;
import io.glassmq.common.sysflag.MessageSysFlag;
import io.glassmq.common.topic.TopicNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store: puts the parts together and lets messages in and out.
 *
 * <p>Thread-safe; {@code load}, {@code start} and {@code shutdown} are called by one thread, once
 * each and in this order. Official counterpart: {@code
 * org.apache.rocketmq.store.DefaultMessageStore}.
 */
public final class DefaultMessageStore implements MessageStore {
  private static final Logger LOG = LoggerFactory.getLogger(DefaultMessageStore.class);
  private static final int MAX_TOPIC_BYTES = 255;

  private final StoreConfig config;
  private final StoreParts parts;
  private final Clock clock;
  private final RunningFlags flags = new RunningFlags();
  private final StoreStatsService stats = new StoreStatsService();
  private final QueueOffsetTable offsets = new QueueOffsetTable();
  private final StoreCheckpoint checkpoint;
  private final Path abortFile;
  private final AllocateMappedFileService allocate = new AllocateMappedFileService();
  private final MappedFileQueue log;
  private final ConsumeQueueStore queues;
  private final MessageReader reader;
  private final OffsetByTime byTime;
  private final AppendPath appendPath;
  private final ReputMessageService reput;
  private final FlushRealTimeService flushLog;
  private final FlushRealTimeService flushQueues;
  private final GroupCommitService groupCommit;
  private StoreLock lock;
  private volatile boolean running;
  private volatile DispatchRequest lastDispatched;

  /**
   * @param listener told of every message that can be read
   */
  public DefaultMessageStore(
      StoreConfig config, StoreParts parts, MessageArrivingListener listener) {
    this.config = config;
    this.parts = parts;
    this.clock = parts.clock();
    this.checkpoint = new StoreCheckpoint(config.root().resolve("checkpoint"));
    this.abortFile = config.root().resolve("abort");
    this.log = new MappedFileQueue(config.commitLog(), config.commitLogFileSize(), allocate);
    this.queues = new ConsumeQueueStore(config);
    this.reader = new MessageReader(log, queues, config);
    this.byTime = new OffsetByTime(log);
    this.appendPath = parts.appendPath().create(log, offsets, config, clock);
    List<CommitLogDispatcher> dispatchers = new ArrayList<>(parts.dispatchers());
    dispatchers.add(0, this::dispatchToQueue);
    this.reput =
        new ReputMessageService(
            log,
            config.isSyncFlush() ? log::flushedOffset : log::maxOffset,
            dispatchers,
            listener,
            flags);
    this.flushLog =
        new FlushRealTimeService(
            "FlushRealTimeService",
            this::flushLog,
            config.flushCommitLogMillis(),
            config.flushCommitLogLeastPages(),
            config.flushCommitLogThoroughMillis(),
            clock);
    this.flushQueues =
        new FlushRealTimeService(
            "FlushConsumeQueueService",
            this::flushQueues,
            config.flushConsumeQueueMillis(),
            config.flushConsumeQueueLeastPages(),
            config.flushConsumeQueueThoroughMillis(),
            clock);
    this.groupCommit = new GroupCommitService(this::flushLog, config.syncFlushTimeoutMillis());
  }

  // ---- life cycle

  @Override
  public void load() throws StoreException {
    lock = StoreLock.take(config.root());
    boolean loaded = false;
    try {
      checkpoint.load();
      log.load();
      if (log.firstHole() >= 0) {
        throw new StoreException(
            "The commit log in "
                + config.commitLog()
                + " lacks the file "
                + MappedFileQueue.fileName(log.firstHole())
                + "; put it back, or move away the files before it.");
      }
      queues.load();
      recover();
      loaded = true;
    } catch (IOException e) {
      throw new StoreException("Cannot load the store in " + config.root() + ": " + e, e);
    } finally {
      if (!loaded) {
        closeFiles();
      }
    }
  }

  private void recover() throws IOException {
    boolean lastExitOk = !Files.exists(abortFile);
    List<CommitLogDispatcher> dispatchers = new ArrayList<>(parts.dispatchers());
    dispatchers.add(0, this::dispatchToQueue);
    CommitLogDispatcher all =
        record -> {
          for (CommitLogDispatcher dispatcher : dispatchers) {
            dispatcher.dispatch(record);
          }
        };
    var recovery = new StoreRecovery(log, queues, checkpoint, parts.recovery(), all);
    var result = recovery.recover(lastExitOk);
    for (ConsumeQueue queue : queues.all()) {
      offsets.counter(queue.topic(), queue.queueId()).set(queue.maxOffset());
    }
    if (!lastExitOk) {
      LOG.warn("{} was not closed properly; its log ends at {}", config.root(), result.endOffset());
    }
  }

  @Override
  public void start() throws StoreException {
    try {
      Files.writeString(abortFile, Long.toString(ProcessHandle.current().pid()));
      Files.createDirectories(config.commitLog());
    } catch (IOException e) {
      throw new StoreException("Cannot write to the store folder " + config.root() + ": " + e, e);
    }
    allocate.start();
    if (config.isSyncFlush()) {
      groupCommit.start();
    } else {
      flushLog.start();
    }
    flushQueues.start();
    reput.start(log.maxOffset());
    running = true;
  }

  @Override
  public void shutdown() {
    if (lock == null) {
      return;
    }
    running = false;
    appendPath.close();
    groupCommit.shutdown();
    flushLog.shutdown();
    allocate.shutdown();
    reput.shutdown();
    flushQueues.shutdown();
    try {
      flushLog(0);
      while (reput.doWork() > 0) {
        // what senders left behind
      }
      flushQueues(0);
      if (flags.isWriteable() && dispatchBehindBytes() == 0) {
        Files.deleteIfExists(abortFile);
      }
    } catch (IOException e) {
      LOG.error("{} could not be closed properly; the next start repairs it", config.root(), e);
    } finally {
      closeFiles();
    }
  }

  private void closeFiles() {
    queues.close();
    log.close();
    lock.close();
    lock = null;
  }

  // ---- writing

  @Override
  public CompletableFuture<PutMessageResult> putMessage(MessageExtBrokerInner message) {
    PutMessageStatus refusal = check(message);
    if (refusal != PutMessageStatus.PUT_OK) {
      return refused(refusal);
    }
    long start = clock.millis();
    var event = new AppendEvent();
    event.begin();
    PutMessageResult result = appendPath.append(message);
    stats.put(result, clock.millis() - start);
    if (result.append() == null) {
      return CompletableFuture.completedFuture(result);
    }
    if (event.shouldCommit()) {
      event.topic = message.getTopic();
      event.queueId = message.getQueueId();
      event.queueOffset = result.append().queueOffset();
      event.physicalOffset = result.append().wroteOffset();
      event.bytes = result.append().wroteBytes();
      event.commit();
    }
    return flush(message, result);
  }

  @Override
  public CompletableFuture<PutMessageResult> putMessages(MessageExtBatch batch) {
    return putMessage(batch);
  }

  private CompletableFuture<PutMessageResult> flush(
      MessageExtBrokerInner message, PutMessageResult result) {
    if (!config.isSyncFlush()) {
      flushLog.markDirty();
      reput.wakeup();
      return CompletableFuture.completedFuture(result);
    }
    CompletableFuture<PutMessageStatus> flushed = groupCommit.flush();
    String wait = MessageProperties.find(message.getPropertiesString(), PROPERTY_WAIT_STORE_MSG_OK);
    if ("false".equals(wait)) {
      return CompletableFuture.completedFuture(result);
    }
    return flushed.thenApply(status -> new PutMessageResult(status, result.append()));
  }

  private CompletableFuture<PutMessageResult> refused(PutMessageStatus status) {
    var result = PutMessageResult.failed(status);
    stats.put(result, 0);
    return CompletableFuture.completedFuture(result);
  }

  private PutMessageStatus check(MessageExtBrokerInner message) {
    if (!running || !flags.isWriteable()) {
      return PutMessageStatus.SERVICE_NOT_AVAILABLE;
    }
    String topic = message.getTopic();
    int topicBytes = topic.length() > 42 ? topic.getBytes(UTF_8).length : topic.length() * 3;
    boolean longTopic =
        topicBytes > MessageRecord.MAX_V1_TOPIC_BYTES && !TopicNames.isRetryTopic(topic);
    boolean innerBatch =
        MessageSysFlag.has(message.getSysFlag(), MessageSysFlag.INNER_BATCH_FLAG)
            || MessageProperties.find(message.getPropertiesString(), PROPERTY_INNER_NUM) != null;
    if (longTopic || topicBytes > MAX_TOPIC_BYTES || message.getBody() == null || innerBatch) {
      return PutMessageStatus.MESSAGE_ILLEGAL;
    }
    return lockTimeMillis() > StepMode.limitMillis(config.osPageCacheBusyMillis())
        ? PutMessageStatus.OS_PAGE_CACHE_BUSY
        : PutMessageStatus.PUT_OK;
  }

  // ---- dispatch and flush, called by the services

  private void dispatchToQueue(DispatchRequest record) throws IOException {
    if (record.hasQueueEntry()) {
      queues.findOrCreate(record.topic(), record.queueId()).put(record);
    }
    lastDispatched = record;
    flushQueues.markDirty();
  }

  private boolean flushLog(int leastPages) throws IOException {
    long storeTimestamp = appendPath.lastStoreTimestamp();
    boolean clean = log.flush(leastPages);
    if (clean && storeTimestamp > 0) {
      checkpoint.logFlushed(storeTimestamp);
    }
    if (config.isSyncFlush()) {
      reput.wakeup();
    }
    return clean;
  }

  private boolean flushQueues(int leastPages) throws IOException {
    DispatchRequest last = lastDispatched;
    queues.flush(leastPages);
    if (leastPages > 0) {
      return false;
    }
    if (last != null) {
      checkpoint.queuesFlushed(last.physicalOffset(), last.storeTimestamp());
    }
    checkpoint.save();
    return true;
  }

  // ---- reading

  @Override
  public GetMessageResult getMessage(
      String topic, int queueId, long offset, int maxMsgNums, MessageFilter filter) {
    if (!running || !flags.isReadable()) {
      return null;
    }
    GetMessageResult result = reader.getMessage(topic, queueId, offset, maxMsgNums, filter);
    stats.got(result);
    return result;
  }

  @Override
  public long getMaxOffsetInQueue(String topic, int queueId) {
    ConsumeQueue queue = queues.find(topic, queueId);
    return queue == null ? 0 : queue.maxOffset();
  }

  @Override
  public long getMinOffsetInQueue(String topic, int queueId) {
    ConsumeQueue queue = queues.find(topic, queueId);
    return queue == null ? 0 : queue.minOffset();
  }

  @Override
  public long getOffsetInQueueByTime(
      String topic, int queueId, long timestamp, BoundaryType boundary) {
    ConsumeQueue queue = queues.find(topic, queueId);
    return queue == null ? 0 : byTime.search(queue, timestamp, boundary);
  }

  @Override
  public long getEarliestMessageTime(String topic, int queueId) {
    ConsumeQueue queue = queues.find(topic, queueId);
    return queue == null ? -1 : byTime.storeTimestamp(queue, queue.minOffset());
  }

  @Override
  public Optional<MessageExt> lookMessageByOffset(long commitLogOffset) {
    return selectOneMessageByOffset(commitLogOffset)
        .map(
            found -> {
              try {
                return MessageDecoder.decode(found.buffers().get(0));
              } finally {
                found.release();
              }
            });
  }

  @Override
  public Optional<GetMessageResult> selectOneMessageByOffset(long commitLogOffset) {
    MappedSlice slice = log.sliceToFileEnd(commitLogOffset);
    if (slice == null) {
      return Optional.empty();
    }
    var record = DispatchRequest.read(slice.buffer(), 0, commitLogOffset, false);
    if (record == null || record == DispatchRequest.BLANK) {
      slice.release();
      return Optional.empty();
    }
    slice.buffer().limit(record.size());
    return Optional.of(new GetMessageResult(GetMessageStatus.FOUND, 0, 0, 0, List.of(slice)));
  }

  @Override
  public Optional<ConsumeQueueEntry> consumeQueueUnit(String topic, int queueId, long offset) {
    ConsumeQueue queue = queues.find(topic, queueId);
    ConsumeQueueUnit unit = queue == null ? null : queue.get(offset);
    if (unit == null || unit.isBlank()) {
      return Optional.empty();
    }
    long at = offset * ConsumeQueueUnit.LENGTH;
    MappedFile file = queue.files().find(at);
    return Optional.of(
        new ConsumeQueueEntry(
            config.root().relativize(file.path()).toString(),
            (int) (at - file.startOffset()),
            unit.physicalOffset(),
            unit.size(),
            unit.tagsCode()));
  }

  @Override
  public Optional<FilePosition> filePosition(long commitLogOffset) {
    MappedFile file = log.find(commitLogOffset);
    if (file == null || commitLogOffset >= file.endOffset()) {
      return Optional.empty();
    }
    Path path =
        file.path().startsWith(config.root()) ? config.root().relativize(file.path()) : file.path();
    return Optional.of(
        new FilePosition(path.toString(), (int) (commitLogOffset - file.startOffset())));
  }

  @Override
  public long getMinPhyOffset() {
    return log.minOffset();
  }

  @Override
  public long getMaxPhyOffset() {
    return log.maxOffset();
  }

  @Override
  public boolean isInMemory(long commitLogOffset) {
    return reader.isInMemory(commitLogOffset);
  }

  @Override
  public long lockTimeMillis() {
    long since = appendPath.lockedSinceMillis();
    return since == 0 ? 0 : Math.max(0, clock.millis() - since);
  }

  @Override
  public long dispatchBehindBytes() {
    return reput.behindBytes();
  }

  @Override
  public void deleteTopic(String topic) {
    try {
      queues.remove(topic);
      offsets.remove(topic);
    } catch (IOException e) {
      LOG.error("Cannot delete all consume queue files of topic {}", topic, e);
    }
  }

  @Override
  public StoreStats stats() {
    return stats.snapshot();
  }
}
