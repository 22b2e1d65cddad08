package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.attribute.CQType;
import io.glassmq.common.sysflag.MessageSysFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Looking for an offset by time, against looking at the time of every message. */
@PropertyDefaults(tries = 25, edgeCases = EdgeCasesMode.NONE)
class TimeSearchProperties {
  private static final int FIRST_TIME = 1_000;

  @Property
  void shouldFindTheSameAsLookingAtEveryMessage(
      @ForAll CQType type,
      @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 3) Integer> steps,
      @ForAll @IntRange(min = 1, max = 4) int batchNum)
      throws Exception {
    Path root = Files.createTempDirectory("times-");
    try {
      search(root, type, steps, type == CQType.BatchCQ ? batchNum : 1);
    } finally {
      TestStore.delete(root);
    }
  }

  private static void search(Path root, CQType type, List<Integer> steps, int batchNum)
      throws StoreException, IOException {
    var now = new AtomicLong(FIRST_TIME);
    List<Long> times = new ArrayList<>();
    try (var store =
        TestStore.open(
            TestStore.config(root),
            StoreParts.defaults().with(now::get),
            topic -> type,
            MessageArrivingListener.NONE)) {
      for (int step : steps) {
        now.addAndGet(step);
        store.put(message(type, batchNum));
        for (int i = 0; i < batchNum; i++) {
          times.add(now.get());
        }
      }
      store.awaitDispatched();

      for (long time = FIRST_TIME - 1; time <= now.get() + 1; time++) {
        assertThat(store.store.getOffsetInQueueByTime("A", 0, time, BoundaryType.LOWER))
            .isEqualTo(lower(times, time));
        assertThat(store.store.getOffsetInQueueByTime("A", 0, time, BoundaryType.UPPER))
            .isEqualTo(upper(times, time));
      }
    }
  }

  private static MessageExtBrokerInner message(CQType type, int batchNum) {
    if (type == CQType.SimpleCQ) {
      return Messages.message("A", 0, "x");
    }
    var message = Messages.message("A", 0, "x", Map.of("INNER_NUM", Integer.toString(batchNum)));
    message.setSysFlag(MessageSysFlag.INNER_BATCH_FLAG);
    return message;
  }

  private static long lower(List<Long> times, long time) {
    int offset = 0;
    while (offset < times.size() && times.get(offset) < time) {
      offset++;
    }
    return offset;
  }

  private static long upper(List<Long> times, long time) {
    int offset = times.size() - 1;
    while (offset > 0 && times.get(offset) > time) {
      offset--;
    }
    return offset;
  }
}
