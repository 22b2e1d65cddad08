package io.glassmq.store;

import static io.glassmq.common.message.MessageConst.PROPERTY_WAIT_STORE_MSG_OK;

import io.glassmq.common.message.MessageProperties;
import io.glassmq.store.logfile.LogTail;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * The promise of sync flush: what was answered survives the end of the machine. Nobody reads a
 * record before it is on the disk.
 *
 * <p>Thread-safe.
 */
final class SyncFlush implements FlushManager {
  private final LogFlush flush;
  private final GroupCommitService service;

  /**
   * @param readable told when records can be read
   */
  SyncFlush(LogFlush flush, Runnable readable, StoreConfig config) {
    this.flush = flush;
    this.service =
        new GroupCommitService(
            leastPages -> {
              boolean clean = flush.flush(leastPages);
              readable.run();
              return clean;
            },
            config.syncFlushTimeoutMillis());
  }

  @Override
  public LogTail tail() {
    return flush.log();
  }

  @Override
  public void start() {
    service.start();
  }

  @Override
  public CompletableFuture<PutMessageResult> appended(
      MessageExtBrokerInner message, PutMessageResult result) {
    CompletableFuture<PutMessageStatus> flushed = service.flush();
    String wait = MessageProperties.find(message.getPropertiesString(), PROPERTY_WAIT_STORE_MSG_OK);
    return "false".equals(wait)
        ? CompletableFuture.completedFuture(result)
        : flushed.thenApply(status -> new PutMessageResult(status, result.append()));
  }

  @Override
  public void flushAll() throws IOException {
    flush.flush(0);
  }

  @Override
  public void shutdown() {
    service.shutdown();
    service.doWork(); // for those who asked last
  }
}
