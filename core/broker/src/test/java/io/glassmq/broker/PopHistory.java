package io.glassmq.broker;

import io.glassmq.common.consumer.ReceiptHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plays the same steps in a world and in its model, and stops where the two do not agree. */
final class PopHistory {
  private static final int LAST_ROUNDS = 60;
  private static final int QUIET_ROUNDS = 3;
  private static final long HOUR = 3_600_000;
  private static final int SUCCESS = 0;

  private final PopWorld world;
  private final PopModel model = new PopModel();
  private final List<String> sent = new ArrayList<>();

  /** All that was ever popped, the newest last, each under the handle it had then. */
  private final List<Popped> popped = new ArrayList<>();

  private final StringBuilder story = new StringBuilder();

  PopHistory(PopWorld world) {
    this.world = world;
    model.time(world.clock().millis());
  }

  /** Plays the steps, then a good end: a consumer that acknowledges all that comes. */
  void play(List<PopStep> steps) throws Exception {
    try {
      for (PopStep step : steps) {
        play(step);
      }
      end();
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "\n" + story, e);
    }
  }

  private void play(PopStep step) throws Exception {
    story.append('\n').append(world.clock().millis()).append("  ").append(step);
    int refusals = world.refusals();
    step.play(this);
    model.time(world.clock().millis());
    if (world.refusals() < refusals) {
      story.append("; the store refused something");
      model.disturbed();
    }
    model.requireNothingSkipped(world::committed);
  }

  private void end() throws Exception {
    world.refuse(0);
    for (int round = 0, quiet = 0; quiet < QUIET_ROUNDS; round++) {
      if (round == LAST_ROUNDS) {
        throw new AssertionError("messages come again and again");
      }
      play(new PopStep.Pass(HOUR));
      int before = popped.size();
      play(new PopStep.Pop(32, HOUR));
      quiet = popped.size() == before ? quiet + 1 : 0;
      for (int ago = popped.size() - before - 1; ago >= 0; ago--) {
        play(new PopStep.Ack(ago));
      }
    }
    model.requireAllAcked(sent);
    world.requireAllCommitted();
  }

  private void note(Object what) {
    story.append(" -> ").append(what);
  }

  void send(int queueId) {
    String text = "m" + sent.size();
    Optional<Long> offset = world.send(queueId, text);
    note(text + " at " + offset);
    offset.ifPresent(
        at -> {
          sent.add(text);
          model.sent(text, queueId, at);
        });
  }

  /**
   * A check point is known by its first message and its millisecond, so a message that a crash
   * hands out twice must not be popped and put off in the same one.
   */
  private void tick() {
    world.clock().advance(1);
  }

  void pop(int max, long invisibleMillis) throws Exception {
    tick();
    int refusals = world.refusals();
    List<Popped> messages = world.pop(max, invisibleMillis);
    note(messages);
    popped.addAll(messages);
    model.popped(messages, messages.size() == max || world.refusals() < refusals);
  }

  private Optional<Popped> ago(int number) {
    int index = popped.size() - 1 - number;
    return index < 0 ? Optional.empty() : Optional.of(popped.get(index));
  }

  void ack(int number) throws Exception {
    Optional<Popped> message = ago(number);
    if (message.isPresent()) {
      int refusals = world.refusals();
      int code = world.client().ack(message.get().handle());
      note(message.get() + ": code " + code);
      requireSuccess(code);
      if (world.refusals() == refusals) {
        model.acked(message.get());
      }
      world.settle();
    }
  }

  void batchAck(int number) throws Exception {
    List<Popped> messages = popped.subList(Math.max(0, popped.size() - 1 - number), popped.size());
    if (!messages.isEmpty()) {
      int refusals = world.refusals();
      int code = world.client().ack(messages.stream().map(Popped::handle).toList());
      note(messages + ": code " + code);
      requireSuccess(code);
      boolean calm = world.refusals() == refusals;
      messages.forEach(calm ? model::acked : model::perhapsAcked);
      world.settle();
    }
  }

  private static void requireSuccess(int code) {
    if (code != SUCCESS) {
      throw new AssertionError("acknowledgements are never refused, but this one: code " + code);
    }
  }

  void change(int number, long invisibleMillis) throws Exception {
    Optional<Popped> before = ago(number);
    if (before.isPresent()) {
      tick();
      int refusals = world.refusals();
      Optional<ReceiptHandle> handle =
          world.client().change(before.get().handle(), invisibleMillis);
      note(before.get() + ": " + handle);
      boolean calm = world.refusals() == refusals;
      if (handle.isPresent()) {
        Popped message = before.get().with(handle.get());
        popped.add(message);
        model.changed(message);
        if (calm) {
          model.acked(before.get());
        }
      } else if (calm) {
        throw new AssertionError("the change was refused without need");
      }
      world.settle();
    }
  }

  void pass(long millis) {
    world.pass(millis);
  }

  void persist() {
    world.persist();
  }

  void restart() throws Exception {
    int refusals = world.refusals();
    world.restart();
    if (world.refusals() < refusals) {
      model.crashed(world::committed); // what was in memory could not be written
    }
  }

  void crash() throws Exception {
    world.crash();
    model.crashed(world::committed);
  }

  void refuse(int messages) {
    world.refuse(messages);
  }
}
