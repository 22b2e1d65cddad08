package io.glassmq.broker;

/** One thing that happens in the life of a consumer group and of its broker. */
@FunctionalInterface
interface PopStep {
  void play(PopHistory history) throws Exception;

  record Send(int queueId) implements PopStep {
    @Override
    public void play(PopHistory history) {
      history.send(queueId);
    }
  }

  record Pop(int max, long invisibleMillis) implements PopStep {
    @Override
    public void play(PopHistory history) throws Exception {
      history.pop(max, invisibleMillis);
    }
  }

  /**
   * Acknowledges what was popped some messages ago: perhaps for the first time, perhaps again, too
   * late, or under a handle that is no longer the newest.
   */
  record Ack(int ago) implements PopStep {
    @Override
    public void play(PopHistory history) throws Exception {
      history.ack(ago);
    }
  }

  /** The same of all messages from this one to the last one popped, in one request. */
  record BatchAck(int ago) implements PopStep {
    @Override
    public void play(PopHistory history) throws Exception {
      history.batchAck(ago);
    }
  }

  record Change(int ago, long invisibleMillis) implements PopStep {
    @Override
    public void play(PopHistory history) throws Exception {
      history.change(ago, invisibleMillis);
    }
  }

  /** Time passes; less than none when somebody puts the clock back. */
  record Pass(long millis) implements PopStep {
    @Override
    public void play(PopHistory history) {
      history.pass(millis);
    }
  }

  /** The offsets are written to the disk, as every five seconds. */
  record Persist() implements PopStep {
    @Override
    public void play(PopHistory history) {
      history.persist();
    }
  }

  /** The broker is stopped and started. */
  record Restart() implements PopStep {
    @Override
    public void play(PopHistory history) throws Exception {
      history.restart();
    }
  }

  /** The broker dies and is started. */
  record Crash() implements PopStep {
    @Override
    public void play(PopHistory history) throws Exception {
      history.crash();
    }
  }

  /** The store refuses the next so many messages. */
  record Refuse(int messages) implements PopStep {
    @Override
    public void play(PopHistory history) {
      history.refuse(messages);
    }
  }
}
