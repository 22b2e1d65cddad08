package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random work against a store and a map of lists, which must always agree. */
class StoreModelTest {
  private static final int STEPS = 200;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldAgreeWithAMapOfLists(long seed) throws Exception {
    var random = new Random(seed);
    Map<String, List<String>> model = new HashMap<>();
    Path root = folder.resolve("0");
    TestStore store = TestStore.open(root);
    for (int step = 0; step < STEPS; step++) {
      int dice = random.nextInt(100);
      if (dice < 70) {
        String body = "s" + step + "x".repeat(random.nextInt(1500));
        put(store, model, random, List.of(body));
      } else if (dice < 90) {
        put(store, model, random, List.of("a" + step, "b" + step, "c" + step));
      } else if (dice < 94) {
        verify(store, model);
      } else if (dice < 97) {
        store.close();
        store = TestStore.open(root);
      } else {
        store.awaitDispatched();
        Path next = folder.resolve(Integer.toString(step + 1));
        TestStore.copy(root, next);
        store.close();
        root = next;
        store = TestStore.open(root);
      }
    }
    verify(store, model);
    store.close();
  }

  private static void put(
      TestStore store, Map<String, List<String>> model, Random random, List<String> bodies) {
    String topic = "T" + random.nextInt(3);
    int queueId = random.nextInt(3);
    List<String> queue = model.computeIfAbsent(topic + queueId, key -> new ArrayList<>());

    AppendMessageResult result =
        bodies.size() == 1
            ? store.put(Messages.message(topic, queueId, bodies.get(0)))
            : store.put(Messages.batch(topic, queueId, bodies.toArray(String[]::new)));

    assertThat(result.queueOffset()).isEqualTo(queue.size());
    assertThat(result.msgNum()).isEqualTo(bodies.size());
    queue.addAll(bodies);
  }

  private static void verify(TestStore store, Map<String, List<String>> model) {
    model.forEach(
        (key, bodies) ->
            assertThat(store.bodies(key.substring(0, 2), Integer.parseInt(key.substring(2))))
                .isEqualTo(bodies));
  }
}
