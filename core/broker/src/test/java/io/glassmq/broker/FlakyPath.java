package io.glassmq.broker;

import io.glassmq.store.AppendPath;
import io.glassmq.store.MessageExtBrokerInner;
import io.glassmq.store.PutMessageResult;
import io.glassmq.store.PutMessageStatus;
import java.util.concurrent.atomic.AtomicInteger;

/** An append path that refuses as many of the next messages as it is told. Thread-safe. */
record FlakyPath(AppendPath path, AtomicInteger toRefuse) implements AppendPath {

  @Override
  public PutMessageResult append(MessageExtBrokerInner message) {
    return toRefuse.getAndUpdate(left -> Math.max(0, left - 1)) > 0
        ? PutMessageResult.failed(PutMessageStatus.SERVICE_NOT_AVAILABLE)
        : path.append(message);
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
