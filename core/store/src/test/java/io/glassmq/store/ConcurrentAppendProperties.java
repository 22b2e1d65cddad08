package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.message.MessageDecoder;
import io.glassmq.common.message.MessageExt;
import io.glassmq.store.logfile.FileLayer;
import io.glassmq.store.logfile.MappedFile;
import io.glassmq.store.logfile.MappedFileQueue;
import io.glassmq.store.queue.QueueOffsetTable;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;

/**
 * Whatever several senders append at the same time, the log is one that a single sender could have
 * made: each acknowledged record lies where its answer says, the offsets of each queue rise by one
 * in the order of the log, times never fall, and each sender's own messages keep their order.
 */
class ConcurrentAppendProperties {
  private static final int FILE = 8 << 10;

  private final ExecutorService pool = Executors.newCachedThreadPool();

  /** One thing to append; several bodies are a batch. */
  record Step(int queueId, List<Integer> bodySizes) {}

  @Provide
  Arbitrary<List<Step>> sender() {
    // The tag of a batch's entry repeats its body: three of these still fit into a file.
    Arbitrary<List<Integer>> sizes =
        Arbitraries.integers().between(0, 1_200).list().ofMinSize(1).ofMaxSize(3);
    return Combinators.combine(Arbitraries.integers().between(0, 2), sizes)
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(30);
  }

  @Property(tries = 40, shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
  void shouldLookAsIfOneHadAppendedAll(
      @ForAll("sender") List<Step> one,
      @ForAll("sender") List<Step> two,
      @ForAll("sender") List<Step> three,
      @ForAll @Size(20) List<Byte> clockSteps)
      throws Exception {
    Path folder = Files.createTempDirectory("append");
    var files = new MappedFileQueue(folder, FILE, FileLayer.DISK);
    var calls = new AtomicLong();
    var path =
        new CommitLog(
            files,
            new QueueOffsetTable(),
            TestStore.config(folder),
            () -> 1_000_000 + clockSteps.get((int) (calls.getAndIncrement() % 20)),
            0);
    try {
      List<List<AppendMessageResult>> answers = run(path, List.of(one, two, three));

      List<MessageExt> log = log(files);
      Map<Long, MessageExt> byOffset = new HashMap<>();
      log.forEach(message -> byOffset.put(message.getCommitLogOffset(), message));
      for (int sender = 0; sender < answers.size(); sender++) {
        assertAnswered(sender, answers.get(sender), byOffset);
      }
      assertThat(byOffset).as("nothing that nobody sent").isEmpty();
      assertInOrder(log);
    } finally {
      files.destroy();
    }
  }

  private List<List<AppendMessageResult>> run(AppendPath path, List<List<Step>> senders) {
    var together = new CyclicBarrier(senders.size());
    List<CompletableFuture<List<AppendMessageResult>>> running = new ArrayList<>();
    for (int sender = 0; sender < senders.size(); sender++) {
      String name = "s" + sender + "-";
      List<Step> steps = senders.get(sender);
      running.add(CompletableFuture.supplyAsync(() -> append(path, together, name, steps), pool));
    }
    return running.stream().map(CompletableFuture::join).toList();
  }

  private static List<AppendMessageResult> append(
      AppendPath path, CyclicBarrier together, String name, List<Step> steps) {
    List<AppendMessageResult> answers = new ArrayList<>();
    try {
      together.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    int number = 0;
    for (Step step : steps) {
      List<String> bodies = new ArrayList<>();
      for (int size : step.bodySizes) {
        bodies.add(name + number++ + " " + "x".repeat(size));
      }
      MessageExtBrokerInner message =
          bodies.size() == 1
              ? Messages.message("A", step.queueId, bodies.get(0))
              : Messages.batch("A", step.queueId, bodies.toArray(String[]::new));
      PutMessageResult result = path.append(message);
      assertThat(result.status()).isEqualTo(PutMessageStatus.PUT_OK);
      answers.add(result.append());
    }
    return answers;
  }

  /** Takes what one sender was told out of what is there. */
  private static void assertAnswered(
      int sender, List<AppendMessageResult> answers, Map<Long, MessageExt> byOffset) {
    int number = 0;
    long end = 0;
    for (AppendMessageResult answer : answers) {
      assertThat(answer.wroteOffset()).isGreaterThanOrEqualTo(end);
      end = answer.wroteOffset();
      for (int i = 0; i < answer.msgNum(); i++) {
        MessageExt message = byOffset.remove(end);
        assertThat(Messages.body(message)).startsWith("s" + sender + "-" + number++ + " ");
        assertThat(message.getQueueOffset()).isEqualTo(answer.queueOffset() + i);
        assertThat(message.getStoreTimestamp()).isEqualTo(answer.storeTimestamp());
        end += message.getStoreSize();
      }
      assertThat(end).isEqualTo(answer.wroteOffset() + answer.wroteBytes());
    }
  }

  private static void assertInOrder(List<MessageExt> log) {
    Map<Integer, Long> next = new HashMap<>();
    long time = 0;
    for (MessageExt message : log) {
      assertThat(message.getQueueOffset()).isEqualTo(next.getOrDefault(message.getQueueId(), 0L));
      next.put(message.getQueueId(), message.getQueueOffset() + 1);
      assertThat(message.getStoreTimestamp()).isGreaterThanOrEqualTo(time);
      time = message.getStoreTimestamp();
    }
  }

  private static List<MessageExt> log(MappedFileQueue files) {
    List<MessageExt> all = new ArrayList<>();
    for (MappedFile file : files.files()) {
      var slice = file.slice(0);
      var bytes = ByteBuffer.allocate(slice.size()).put(slice.buffer()).flip();
      slice.release();
      all.addAll(MessageDecoder.decodes(bytes));
    }
    return all;
  }

  @AfterProperty
  void stop() {
    pool.shutdown();
  }
}
