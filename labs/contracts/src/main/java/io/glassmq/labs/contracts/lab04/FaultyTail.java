package io.glassmq.labs.contracts.lab04;

import io.glassmq.store.logfile.LogTail;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A tail that a test can hold up, or break. Any thread; the owner's lock orders the appends. */
final class FaultyTail implements LogTail {

  /** What happens before the tail does its work. */
  @FunctionalInterface
  interface Fault {
    void strike() throws IOException;
  }

  private final LogTail tail;
  private volatile Fault beforeAppend = () -> {};
  private volatile Fault beforeNext = () -> {};
  private volatile boolean busy;
  private boolean gaveUpTheRest;

  FaultyTail(LogTail tail) {
    this.tail = tail;
  }

  void beforeAppend(Fault fault) {
    beforeAppend = fault;
  }

  void beforeNext(Fault fault) {
    beforeNext = fault;
  }

  /** Whether there is no next file just now. */
  void busy(boolean isBusy) {
    busy = isBusy;
  }

  @Override
  public int fileSize() {
    return tail.fileSize();
  }

  @Override
  public long offset() {
    long size = tail.fileSize();
    return gaveUpTheRest ? (tail.offset() + size - 1) / size * size : tail.offset();
  }

  @Override
  public int room() {
    return gaveUpTheRest ? 0 : tail.room();
  }

  @Override
  public void append(ByteBuffer bytes) throws IOException {
    beforeAppend.strike();
    tail.append(bytes);
  }

  @Override
  public boolean next() throws IOException {
    gaveUpTheRest = true;
    beforeNext.strike();
    if (busy) {
      return false;
    }
    gaveUpTheRest = false;
    return tail.next();
  }
}
