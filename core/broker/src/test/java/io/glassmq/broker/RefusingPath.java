package io.glassmq.broker;

import io.glassmq.store.AppendPath;
import io.glassmq.store.MessageExtBrokerInner;
import io.glassmq.store.PutMessageResult;
import io.glassmq.store.PutMessageStatus;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * An append path that refuses what a test wants refused. As thread-safe as the refusal.
 *
 * @param refusal why a message is refused; null if it is not
 */
public record RefusingPath(
    AppendPath path, Function<MessageExtBrokerInner, PutMessageStatus> refusal)
    implements AppendPath {

  /** Refuses as many of the next messages as it is told. */
  static RefusingPath ofNext(AppendPath path, AtomicInteger toRefuse) {
    return new RefusingPath(
        path,
        message ->
            toRefuse.getAndUpdate(left -> Math.max(0, left - 1)) > 0
                ? PutMessageStatus.SERVICE_NOT_AVAILABLE
                : null);
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
