package io.glassmq.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.Clock;
import io.glassmq.common.attribute.CQType;
import io.glassmq.common.config.ConfigReader;
import io.glassmq.common.message.MessageProperties;
import io.glassmq.store.DefaultMessageStore;
import io.glassmq.store.MessageArrivingListener;
import io.glassmq.store.MessageExtBrokerInner;
import io.glassmq.store.StoreConfig;
import io.glassmq.store.StoreParts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code mq store show} prints of a small store whose clock stands still. */
class StoreShowTest {
  private static final long NOW = 1_800_000_000_000L;
  private static final int LOG_FILE = 4096;
  private static final String[][] VIEWS = {
    {},
    {"--records"},
    {"--records", "--brief", "--from", "77"},
    {"--topic", "Orders"},
    {"--index"},
    {"--message", "order-1"},
    {"--message", "127"}
  };

  @TempDir Path folder;

  @BeforeEach
  void write() throws Exception {
    var properties = new Properties();
    properties.setProperty("storePathRootDir", folder.toString());
    properties.setProperty("mappedFileSizeCommitLog", "" + LOG_FILE);
    properties.setProperty("mappedFileSizeConsumeQueue", "200");
    properties.setProperty("maxHashSlotNum", "5");
    properties.setProperty("maxIndexNum", "20");
    StoreParts parts = StoreParts.defaults().with((Clock) () -> NOW);
    var store =
        new DefaultMessageStore(
            StoreConfig.read(new ConfigReader(properties)),
            parts,
            topic -> CQType.SimpleCQ,
            MessageArrivingListener.NONE);
    store.load();
    store.start();
    for (int i = 0; i < 3; i++) {
      store.putMessage(message("Orders", "order " + i)).join();
    }
    store.shutdown();
  }

  private static MessageExtBrokerInner message(String topic, String body) {
    var message = new MessageExtBrokerInner();
    var properties = new TreeMap<String, String>();
    properties.put("TAGS", "paid");
    properties.put("KEYS", body.replace(" ", "-"));
    message.setTopic(topic);
    message.setQueueId(1);
    message.setBody(body.getBytes(UTF_8));
    message.setPropertiesString(MessageProperties.encode(properties));
    message.setBornTimestamp(NOW - 1);
    message.setBornHost(new InetSocketAddress("127.0.0.1", 5566));
    message.setStoreHost(new InetSocketAddress("127.0.0.1", 10911));
    return message;
  }

  private String show(String... options) {
    Run run = Run.mq(args(options));
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines()).allMatch(line -> line.length() < 120);
    return run.out();
  }

  private String[] args(String... options) {
    return Stream.concat(Stream.of("store", "show", folder.toString()), Stream.of(options))
        .toArray(String[]::new);
  }

  @Test
  void shouldGiveAnOverview() {
    assertThat(show())
        .contains("Store " + folder)
        .contains("the store was closed properly")
        .contains(" of 4,096 bytes; records from byte 0 to 381")
        .contains("log flushed to     00 00 01 a3 18 5c 50 00  1800000000000 = 2027-01")
        .contains("       1          3          200  consumequeue/Orders")
        .contains("       1              4  lock");
  }

  @Test
  void shouldShowARecordByteByByte() {
    assertThat(show("--records", "--limit", "1"))
        .isEqualTo(
            """
            Record at byte 0 of the log: Orders/1:0
              commitlog/00000000000000000000, byte 0:
               at bytes  field              hex                      meaning
                0     4  total size         00 00 00 7f              127
                4     4  magic              da a3 20 a7              V1: one byte of topic length
                8     4  body CRC           22 1a 31 34              572141876
               12     4  queue id           00 00 00 01              1
               16     4  flag               00 00 00 00              0
               20     8  queue offset       00 00 00 00 00 00 00 00  0
               28     8  physical offset    00 00 00 00 00 00 00 00  0
               36     4  sysFlag            00 00 00 00              0
               40     8  born timestamp     00 00 01 a3 18 5c 4f ff  1799999999999 = 2027-01-15T07:59:59.999Z
               48     8  born host          7f 00 00 01 00 00 15 be  127.0.0.1:5566
               56     8  store timestamp    00 00 01 a3 18 5c 50 00  1800000000000 = 2027-01-15T08:00:00Z
               64     8  store host         7f 00 00 01 00 00 2a 9f  127.0.0.1:10911
               72     4  reconsume times    00 00 00 00              0
               76     8  prepared tx offset 00 00 00 00 00 00 00 00  0
               84     4  body length        00 00 00 07              7
               88     7  body               6f 72 64 65 72 20 30     order 0
               95     1  topic length       06                       6
               96     6  topic              4f 72 64 65 72 73        Orders
              102     2  properties length  00 17                    23
              104    13  property           4b 45 59 53 01 6f 72 64  KEYS = order-0
                                            65 72 2d 30 02
              117    10  property           54 41 47 53 01 70 61 69  TAGS = paid
                                            64 02

              More: --from 127
            """);
  }

  @Test
  void shouldListRecords() {
    assertThat(show("--records", "--brief", "--from", "128"))
        .isEqualTo(
            """
                        byte     size  stored                    topic/queue:offset
                         127      127  2027-01-15T08:00:00Z      Orders/1:1
                         254      127  2027-01-15T08:00:00Z      Orders/1:2
                         381 the log ends here
            """);
  }

  @Test
  void shouldShowTheUnitsOfAQueue() {
    assertThat(show("--topic", "Orders", "--queue", "1", "--from", "1"))
        .isEqualTo(
            """
            consumequeue/Orders/1
              3 messages, offsets 0 to 3
              consumequeue/Orders/1/00000000000000000000, byte 20:
               at bytes  field              hex                      meaning
                0     8  physical offset    00 00 00 00 00 00 00 7f  127
                8     4  size               00 00 00 7f              127
               12     8  tags code          00 00 00 00 00 34 62 cc  3433164
              unit  physical offset  size  tags code
                 1              127   127    3433164
                 2              254   127    3433164

            """);
  }

  @Test
  void shouldShowTheIndex() {
    String text = show("--index", "--limit", "3");

    assertThat(text.lines().skip(2))
        .containsExactly(
            "   at bytes  field              hex                      meaning",
            "    0     8  begin timestamp    00 00 01 a3 18 5c 50 00  1800000000000 ="
                + " 2027-01-15T08:00:00Z",
            "    8     8  end timestamp      00 00 01 a3 18 5c 50 00  1800000000000 ="
                + " 2027-01-15T08:00:00Z",
            "   16     8  begin offset       00 00 00 00 00 00 00 00  0",
            "   24     8  end offset         00 00 00 00 00 00 00 fe  254",
            "   32     4  hash slot count    00 00 00 03              3",
            "   36     4  index count        00 00 00 07              7",
            "  3 of 5 slots are in use",
            "  6 of 20 entries are in use (entry 0 never is)",
            "  entry   key hash  physical offset  seconds  previous",
            "      1  122581517                0        0         0  Orders#order-0",
            "      2  258832601                0        0         0  Orders#T#paid",
            "      3  122581516              127        0         2  Orders#order-1",
            "  More: --from 4",
            "");
  }

  @Test
  void shouldFollowAMessage() {
    String text = show("--message", "order-1");

    assertThat(text.lines())
        .startsWith("1 record found in the index", "", "1. In the log, at byte 127")
        .contains("  102     2  properties length  00 17                    23")
        .containsSubsequence(
            "2. In its consume queue, Orders/1: unit 1",
            "  consumequeue/Orders/1/00000000000000000000, byte 20:",
            "    0     8  physical offset    00 00 00 00 00 00 00 7f  127",
            "3. In the index",
            "  Under Orders#order-1, hash 122581516:",
            "  the slot leads to entry 6 -> 4 -> 3",
            "    0     4  newest entry       00 00 00 06              6",
            "    4     8  physical offset    00 00 00 00 00 00 00 7f  127",
            "  Under Orders#T#paid, hash 258832601:",
            "  the slot leads to entry 6 -> 4",
            "   16     4  previous           00 00 00 03              3");
  }

  @Test
  void shouldSayThatThereIsNoSuchMessage() {
    Run run = Run.mq("store", "show", folder.toString(), "--message", "order-9");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("error: No message \"order-9\" in ");
  }

  @Test
  void shouldShowWhatIsDamaged() throws Exception {
    Path file = folder.resolve("commitlog/00000000000000000000");
    byte[] bytes = Files.readAllBytes(file);
    bytes[127 + 90] ^= 1;
    Files.write(file, bytes);

    assertThat(show("--records", "--brief"))
        .contains("! 127 bytes from 127 on are damaged: the body's CRC is")
        .contains("Orders/1:2");
  }

  /** Whatever the bytes are: something is shown, or one line says what is not there. */
  @Test
  void shouldShowAnyBytes() throws Exception {
    long seed = Long.getLong("glassmq.seed", System.nanoTime());
    int times = Integer.getInteger("glassmq.damages", 10);
    var random = new Random(seed);
    Map<Path, byte[]> whole = new TreeMap<>();
    for (Path file : files()) {
      whole.put(file, Files.readAllBytes(file));
    }
    for (int i = 0; i < times; i++) {
      if (i % 10 == 0) {
        for (var file : whole.entrySet()) {
          Files.write(file.getKey(), file.getValue());
        }
      }
      damage(random);
      for (String[] options : VIEWS) {
        Run run = Run.mq(args(options));

        String what = "seed " + seed + ", damage " + i + ": " + String.join(" ", options);
        assertThat(run.err()).as(what).matches("|error: No (message|consume queue) .*\\R");
        assertThat(run.out().length() + run.err().length()).as(what).isPositive();
      }
    }
  }

  /** Flips a byte of a file, or cuts the file; early bytes more often, for more happens there. */
  private void damage(Random random) throws IOException {
    List<Path> files = files();
    Path file = files.get(random.nextInt(files.size()));
    byte[] bytes = Files.readAllBytes(file);
    int at = bytes.length == 0 ? 0 : random.nextInt(random.nextInt(bytes.length) + 1);
    if (bytes.length > 0 && random.nextInt(8) > 0) {
      bytes[at] = (byte) random.nextInt();
      Files.write(file, bytes);
    } else {
      Files.write(file, Arrays.copyOf(bytes, at));
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void shouldSayThatThereIsNoSuchQueue() {
    Run run = Run.mq("store", "show", folder.toString(), "--topic", "Other");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("error: No consume queue of topic Other in ");
  }

  @Test
  void shouldSayThatThereIsNoStore() {
    Run run = Run.mq("store", "show", folder.resolve("commitlog").toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("no store here");
  }
}
