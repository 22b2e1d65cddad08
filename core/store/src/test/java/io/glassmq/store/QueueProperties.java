package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.attribute.CQType;
import io.glassmq.common.sysflag.MessageSysFlag;
import io.glassmq.store.logfile.FileLayer;
import io.glassmq.store.queue.ConsumeQueueStore;
import io.glassmq.store.queue.CqUnit;
import io.glassmq.store.queue.CqUnits;
import io.glassmq.store.queue.UnitQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** Queues of every kind against a list of what was put into them. */
@PropertyDefaults(tries = 40, edgeCases = EdgeCasesMode.NONE)
class QueueProperties {

  enum Kind {
    PLAIN,
    EXTENDED,
    BATCH
  }

  enum Step {
    APPEND,
    APPEND_AGAIN,
    TRUNCATE,
    FORGET,
    REOPEN
  }

  /**
   * @param number of messages, or the place among the units in percent
   */
  record Action(Step step, int number) {}

  private Path root;
  private ConsumeQueueStore queues;
  private UnitQueue queue;
  private Kind kind;

  /** What the queue must hold, the forgotten units at the front too. */
  private final List<CqUnit> model = new ArrayList<>();

  private int forgotten;
  private long logEnd;

  @BeforeTry
  void begin() throws IOException {
    root = Files.createTempDirectory("queues-");
    model.clear();
    forgotten = 0;
    logEnd = 0;
  }

  @AfterTry
  void delete() throws IOException {
    queues.close();
    TestStore.delete(root);
  }

  @Provide
  Arbitrary<List<Action>> actions() {
    Arbitrary<Step> steps =
        Arbitraries.frequency(
            Tuple.of(30, Step.APPEND),
            Tuple.of(2, Step.APPEND_AGAIN),
            Tuple.of(2, Step.TRUNCATE),
            Tuple.of(2, Step.FORGET),
            Tuple.of(2, Step.REOPEN));
    return Combinators.combine(steps, Arbitraries.integers().between(1, 100))
        .as(Action::new)
        .list()
        .ofMinSize(20)
        .ofMaxSize(80);
  }

  @Property
  void shouldHoldWhatWasPutIntoThem(@ForAll Kind someKind, @ForAll("actions") List<Action> actions)
      throws IOException {
    kind = someKind;
    open();
    for (Action action : actions) {
      switch (action.step()) {
        case APPEND -> append(action.number());
        case APPEND_AGAIN -> appendAgain();
        case TRUNCATE -> truncate(action.number());
        case FORGET -> forget(action.number());
        case REOPEN -> {
          queues.close();
          open();
        }
      }
      verifyEnds();
    }
    verifyUnits();
  }

  private void open() throws IOException {
    var config =
        TestStore.config(
            root,
            "mappedFileSizeConsumeQueue",
            "100",
            "mapperFileSizeBatchConsumeQueue",
            "230",
            "enableConsumeQueueExt",
            Boolean.toString(kind == Kind.EXTENDED));
    CQType type = kind == Kind.BATCH ? CQType.BatchCQ : CQType.SimpleCQ;
    queues = new ConsumeQueueStore(config.queues(), FileLayer.DISK, topic -> type);
    queues.load(true);
    queue = queues.findOrCreate("A", 0);
    queue.recover(true);
    queue.correctMinOffset(forgotten == 0 ? 0 : minPhysicalOffset());
  }

  private void append(int number) throws IOException {
    int count = kind == Kind.BATCH ? 1 + number % 7 : 1;
    long at = logEnd + number;
    var unit = new CqUnit(maxOffset(), count, at, 100 + number, number * 1_000_003);
    model.add(unit);
    logEnd = unit.physicalEnd();
    queue.put(record(unit), unit.tagsCode());
  }

  private void appendAgain() throws IOException {
    for (CqUnit unit : model) {
      queue.put(record(unit), unit.tagsCode());
    }
  }

  private static DispatchRequest record(CqUnit unit) {
    return new DispatchRequest(
        "A",
        0,
        unit.queueOffset(),
        unit.physicalOffset(),
        unit.size(),
        1,
        MessageSysFlag.INNER_BATCH_FLAG,
        "INNER_NUM\u0001" + unit.batchNum());
  }

  /** Cuts behind a unit that is not forgotten. */
  private void truncate(int percent) throws IOException {
    int keep = forgotten + 1 + (model.size() - forgotten) * percent / 100;
    if (keep < model.size()) {
      logEnd = model.get(keep).physicalOffset();
      model.subList(keep, model.size()).clear();
      queue.truncate(logEnd, true);
    }
  }

  private void forget(int percent) throws IOException {
    if (!model.isEmpty()) {
      forgotten += (model.size() - 1 - forgotten) * percent / 100;
      queue.deleteBefore(minPhysicalOffset());
    }
  }

  private long minPhysicalOffset() {
    return model.get(forgotten).physicalOffset();
  }

  private long maxOffset() {
    return model.isEmpty() ? 0 : model.get(model.size() - 1).nextOffset();
  }

  private void verifyEnds() {
    assertThat(queue.maxOffset()).isEqualTo(maxOffset());
    assertThat(queue.minOffset())
        .isEqualTo(model.isEmpty() ? 0 : model.get(forgotten).queueOffset());
    assertThat(queue.physicalEnd())
        .isEqualTo(model.isEmpty() ? -1 : model.get(model.size() - 1).physicalEnd());
    assertThat(queue.get(maxOffset())).isNull();
    assertThat(queue.get(-1)).isNull();
    assertThat(queue.get(Long.MAX_VALUE)).isNull();
  }

  private void verifyUnits() {
    for (CqUnit unit : model.subList(Math.min(forgotten, model.size()), model.size())) {
      for (long offset = unit.queueOffset(); offset < unit.nextOffset(); offset++) {
        assertIs(queue.get(offset), unit);
        CqUnits units = queue.units(offset);
        assertIs(units.next(), unit);
        units.release();
      }
    }
  }

  private void assertIs(CqUnit found, CqUnit wanted) {
    assertThat(queue.tagsCode(found)).isEqualTo(wanted.tagsCode());
    assertThat(found.queueOffset()).isEqualTo(wanted.queueOffset());
    assertThat(found.batchNum()).isEqualTo(wanted.batchNum());
    assertThat(found.physicalOffset()).isEqualTo(wanted.physicalOffset());
    assertThat(found.size()).isEqualTo(wanted.size());
  }
}
