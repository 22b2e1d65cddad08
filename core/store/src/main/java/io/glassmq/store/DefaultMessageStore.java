package io.glassmq.store;

import io.glassmq.common.attribute.CQType;
import io.glassmq.common.event.AppendEvent;
import io.glassmq.common.message.MessageDecoder;
import io.glassmq.common.message.MessageExt;
import io.glassmq.store.index.IndexService;
import io.glassmq.store.logfile.AllocateMappedFileService;
import io.glassmq.store.logfile.FilePosition;
import io.glassmq.store.logfile.MappedFileQueue;
import io.glassmq.store.queue.ConsumeQueueEntry;
import io.glassmq.store.queue.ConsumeQueueStore;
import io.glassmq.store.queue.QueueOffsetTable;
import io.glassmq.store.queue.UnitQueue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
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

  private final StoreConfig config;
  private final StoreParts parts;
  private final RunningFlags flags = new RunningFlags();
  private final StoreStatsService stats = new StoreStatsService();
  private final QueueOffsetTable offsets = new QueueOffsetTable();
  private final AllocateMappedFileService allocate;
  private final StoreFolder folder;
  private final StoreCheckpoint checkpoint;
  private final PutMessageCheck check;
  private final MappedFileQueue log;
  private final ConsumeQueueStore queues;
  private final IndexService index;
  private final IndexRecovery indexRecovery;
  private final List<CommitLogDispatcher> dispatchers = new ArrayList<>();
  private final MessageReader reader;
  private final KeyLookup keyLookup;
  private final ReputMessageService reput;
  private final FlushManager flush;
  private final FlushRealTimeService flushQueues;
  private final CleanCommitLogService clean;
  private AppendPath appendPath;
  private volatile boolean running;
  private volatile DispatchRequest lastDispatched;

  /**
   * @param queueTypes what kind of queue a topic has
   * @param listener told of every message that can be read
   */
  public DefaultMessageStore(
      StoreConfig config,
      StoreParts parts,
      Function<String, CQType> queueTypes,
      MessageArrivingListener listener) {
    this.config = config;
    this.parts = parts;
    this.allocate = new AllocateMappedFileService(parts.files(), config.warmMappedFile());
    this.folder = new StoreFolder(config, parts, queueTypes, allocate);
    this.checkpoint = folder.checkpoint();
    var disk = new DiskGuard(config, parts.files(), flags, parts.clock());
    this.check = new PutMessageCheck(config, flags, disk, queueTypes);
    this.log = folder.log();
    this.queues = folder.queues();
    this.index = folder.index();
    this.reader = new MessageReader(log, queues, config);
    this.keyLookup = new KeyLookup(reader, index, config.index().maxMsgsNumBatch());
    var indexDispatcher = new IndexDispatcher(index, flags);
    this.indexRecovery = new IndexRecovery(log, index, indexDispatcher);
    dispatchers.add(queues::dispatch);
    if (config.index().enabled()) {
      dispatchers.add(indexDispatcher);
    }
    dispatchers.addAll(parts.dispatchers());
    this.reput =
        new ReputMessageService(
            log,
            config.isSyncFlush() ? log::flushedOffset : log::maxOffset,
            this::dispatch,
            listener,
            flags);
    var toDisk = new LogFlush(log, checkpoint, flags, () -> appendPath.lastStoreTimestamp());
    this.flush = FlushManager.of(toDisk, reput::wakeup, config, parts.clock());
    this.flushQueues = FlushRealTimeService.ofQueues(this::flushQueues, config, parts.clock());
    this.clean =
        new CleanCommitLogService(
            log,
            reput::dispatchedOffset,
            new CleanConsumeQueueService(log, queues::deleteBefore, index::deleteBefore),
            disk,
            new RetentionPolicy(config.retention()),
            parts.clock());
  }

  // ---- life cycle

  @Override
  public void lock() throws StoreException {
    folder.lock();
  }

  @Override
  public void load() throws StoreException {
    boolean loaded = false;
    try {
      recover(folder.open());
      loaded = true;
    } catch (IOException e) {
      throw folder.unreadable(e);
    } catch (InternalError e) {
      String reason = "a mapped page cannot be read; is the disk full, or broken?";
      throw folder.unreadable(new IOException(reason, e));
    } finally {
      if (!loaded && folder.isOpen()) {
        folder.close();
      }
    }
  }

  private void recover(boolean lastExitOk) throws IOException {
    var recovery =
        new StoreRecovery(
            log,
            queues,
            indexRecovery,
            checkpoint,
            parts.recovery(),
            config.recoveryCheck(),
            this::dispatch);
    CommitLogRecovery.Result end = recovery.recover(lastExitOk);
    if (!lastExitOk) {
      LOG.warn("{} was not closed properly; its log ends at {}", config.root(), end.endOffset());
    }
    for (UnitQueue queue : queues.all()) {
      offsets.counter(queue.topic(), queue.queueId()).set(queue.maxOffset());
    }
    long lastTime = Math.max(end.lastStoreTimestamp(), checkpoint.logFlushedTimestamp());
    appendPath = parts.appendPath().create(flush.tail(), offsets, config, parts.clock(), lastTime);
    if (config.isSyncFlush()) {
      flush.flushAll(); // nobody reads what a second crash could take back
    }
  }

  @Override
  public void start() throws StoreException {
    allocate.start();
    flush.start();
    flushQueues.start();
    reput.start(log.maxOffset());
    clean.start();
    running = true;
  }

  @Override
  public void shutdown() {
    if (!folder.isOpen()) {
      return;
    }
    if (appendPath == null) { // it was never loaded
      folder.close();
      return;
    }
    running = false;
    clean.shutdown();
    appendPath.close();
    flush.shutdown();
    allocate.shutdown();
    reput.shutdown();
    flushQueues.shutdown();
    try {
      flush.flushAll();
      reput.catchUp();
      flushQueues(0);
      if (flags.isWriteable() && dispatchBehindBytes() == 0) {
        folder.markClosed();
      }
    } catch (IOException e) {
      LOG.error("{} could not be closed properly; the next start repairs it", config.root(), e);
    } finally {
      folder.close();
    }
  }

  // ---- writing

  @Override
  public CompletableFuture<PutMessageResult> putMessage(MessageExtBrokerInner message) {
    PutMessageStatus refusal =
        running
            ? check.check(message, log.maxOffset(), lockTimeMillis())
            : PutMessageStatus.SERVICE_NOT_AVAILABLE;
    if (refusal != PutMessageStatus.PUT_OK) {
      var refused = PutMessageResult.failed(refusal);
      stats.put(refused, 0);
      return CompletableFuture.completedFuture(refused);
    }
    var event = new AppendEvent();
    event.begin();
    long start = parts.clock().millis();
    PutMessageResult result = appendPath.append(message);
    AppendMessageResult append = result.append();
    stats.put(result, parts.clock().millis() - start);
    if (append == null) {
      return CompletableFuture.completedFuture(result);
    }
    if (event.shouldCommit()) {
      event.topic = message.getTopic();
      event.queueId = message.getQueueId();
      event.queueOffset = append.queueOffset();
      event.physicalOffset = append.wroteOffset();
      event.bytes = append.wroteBytes();
      event.commit();
    }
    return flush.appended(message, result);
  }

  @Override
  public void flush() throws IOException {
    flush.flushAll();
  }

  // ---- called by the services

  private void dispatch(DispatchRequest record) throws IOException {
    for (CommitLogDispatcher dispatcher : dispatchers) {
      dispatcher.dispatch(record);
    }
    lastDispatched = record;
    flushQueues.markDirty();
  }

  private boolean flushQueues(int leastPages) throws IOException {
    DispatchRequest last = lastDispatched;
    if (leastPages > 0) {
      queues.flush(leastPages);
      checkpoint.indexFlushed(index.flush(false));
      return false;
    }
    flush.flushAll(); // the checkpoint never says more than the log has
    queues.flush(0);
    checkpoint.indexFlushed(index.flush(true));
    if (last != null) {
      checkpoint.queuesFlushed(last.physicalOffset(), last.storeTimestamp());
    }
    checkpoint.counted(queues.census(checkpoint.logicsPhysicalOffset()));
    checkpoint.save();
    return true;
  }

  // ---- reading

  @Override
  public GetMessageResult getMessage(
      String topic, int queueId, long offset, int maxMsgNums, MessageFilter filter) {
    if (!running) {
      return null;
    }
    GetMessageResult result = reader.getMessage(topic, queueId, offset, maxMsgNums, filter);
    stats.got(topic, result);
    return result;
  }

  @Override
  public long getMaxOffsetInQueue(String topic, int queueId) {
    return queues.find(topic, queueId).maxOffset();
  }

  @Override
  public long getMinOffsetInQueue(String topic, int queueId) {
    return queues.find(topic, queueId).minOffset();
  }

  @Override
  public long getOffsetInQueueByTime(
      String topic, int queueId, long timestamp, BoundaryType boundary) {
    return reader.offsetByTime(queues.find(topic, queueId), timestamp, boundary);
  }

  @Override
  public long getEarliestMessageTime(String topic, int queueId) {
    return reader.earliestTime(queues.find(topic, queueId));
  }

  @Override
  public Optional<MessageExt> lookMessageByOffset(long commitLogOffset) {
    return reader.read(commitLogOffset, MessageDecoder::decode);
  }

  @Override
  public Optional<GetMessageResult> selectOneMessageByOffset(long commitLogOffset) {
    return Optional.ofNullable(reader.select(commitLogOffset))
        .map(r -> new GetMessageResult(GetMessageStatus.FOUND, 0, 0, 0, 1, false, List.of(r)));
  }

  @Override
  public QueryMessageResult queryMessage(
      String topic, String key, int maxNum, long begin, long end) {
    return keyLookup.find(IndexKeys.key(topic, key), maxNum, begin, end);
  }

  @Override
  public QueryMessageResult queryMessageByTag(
      String topic, String tag, int maxNum, long begin, long end) {
    return keyLookup.find(IndexKeys.tag(topic, tag), maxNum, begin, end);
  }

  @Override
  public Optional<ConsumeQueueEntry> consumeQueueUnit(String topic, int queueId, long offset) {
    return queues.find(topic, queueId).entry(offset, config.root());
  }

  @Override
  public Optional<FilePosition> filePosition(long commitLogOffset) {
    return log.position(commitLogOffset, config.root());
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
    return since == 0 ? 0 : Math.max(0, parts.clock().millis() - since);
  }

  @Override
  public long dispatchedOffset() {
    return reput.dispatchedOffset();
  }

  @Override
  public long dispatchBehindBytes() {
    return reput.behindBytes();
  }

  @Override
  public void deleteTopic(String topic) {
    try {
      // Records on their way would make the queues anew, with units that nobody counts any more.
      flush.flushAll();
      reput.catchUp();
      queues.remove(topic);
      offsets.remove(topic);
      flushQueues(0); // or a crash would miss the queues
    } catch (IOException e) {
      LOG.error("Cannot delete all consume queue files of topic {}", topic, e);
    }
  }

  @Override
  public void executeDeleteFilesManually() {
    clean.deleteExpiredNow();
  }

  @Override
  public void cleanExpiredConsumerQueue() {
    clean.wakeup();
  }

  @Override
  public Set<String> topics() {
    return queues.topics();
  }

  @Override
  public StoreStats stats() {
    return stats.snapshot();
  }
}
