package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.message.BatchEntry;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageExt;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever a message is: it comes out of the log as it went in. */
@PropertyDefaults(tries = 120, edgeCases = EdgeCasesMode.NONE)
class RecordProperties {
  private static final String V2_TOPIC = "%RETRY%group_" + "t".repeat(190);

  private static Path folder;
  private static TestStore store;

  @BeforeContainer
  static void open() throws Exception {
    folder = Files.createTempDirectory("records-");
    store = TestStore.open(folder, "mappedFileSizeCommitLog", "65536");
  }

  @AfterContainer
  static void close() throws IOException {
    store.close();
    TestStore.delete(folder);
  }

  @Provide
  Arbitrary<Map<String, String>> properties() {
    Arbitrary<String> text =
        Arbitraries.strings()
            .withCharRange('\u0003', '\u02ff')
            .withCharRange('\u4e00', '\u4fff')
            .ofMinLength(1)
            .ofMaxLength(20);
    return Arbitraries.maps(text, text).ofMaxSize(8);
  }

  @Provide
  Arbitrary<InetSocketAddress> hosts() {
    return Arbitraries.of("127.0.0.1", "255.1.2.3", "::1", "2001:db8::7:ff00")
        .flatMap(
            host ->
                Arbitraries.integers()
                    .between(0, 65_535)
                    .map(port -> new InetSocketAddress(host, port)));
  }

  @Property
  void shouldComeBackAsTheyWere(
      @ForAll boolean v2,
      @ForAll @IntRange(max = 3) int queueId,
      @ForAll @Size(max = 2_000) byte[] body,
      @ForAll("properties") Map<String, String> properties,
      @ForAll("hosts") InetSocketAddress bornHost,
      @ForAll("hosts") InetSocketAddress storeHost,
      @ForAll int flag,
      @ForAll long bornTimestamp,
      @ForAll @IntRange(max = 16) int reconsumeTimes)
      throws UnknownHostException {
    String topic = v2 ? V2_TOPIC : "T";
    var message = Messages.message(topic, queueId, "", properties);
    message.setBody(body);
    message.setBornHost(bornHost);
    message.setStoreHost(storeHost);
    message.setFlag(flag);
    message.setBornTimestamp(bornTimestamp);
    message.setReconsumeTimes(reconsumeTimes);

    AppendMessageResult put = store.put(message);
    MessageExt found = store.store.lookMessageByOffset(put.wroteOffset()).orElseThrow();

    assertThat(found.getTopic()).isEqualTo(topic);
    assertThat(found.getQueueId()).isEqualTo(queueId);
    assertThat(found.getQueueOffset()).isEqualTo(put.queueOffset());
    assertThat(found.getBody()).isEqualTo(body);
    assertThat(found.getProperties()).isEqualTo(properties);
    assertThat(found.getBornHost()).isEqualTo(plain(bornHost));
    assertThat(found.getStoreHost()).isEqualTo(plain(storeHost));
    assertThat(found.getFlag()).isEqualTo(flag);
    assertThat(found.getBornTimestamp()).isEqualTo(bornTimestamp);
    assertThat(found.getReconsumeTimes()).isEqualTo(reconsumeTimes);
    assertThat(found.getStoreSize()).isEqualTo(put.wroteBytes());
    assertThat(found.getOffsetMsgId()).isEqualTo(put.msgId());
  }

  private static InetSocketAddress plain(InetSocketAddress host) throws UnknownHostException {
    byte[] address = host.getAddress().getAddress();
    return new InetSocketAddress(InetAddress.getByAddress(address), host.getPort());
  }

  @Property
  void shouldBeAsManyAsTheBatchHas(
      @ForAll @Size(min = 1, max = 10) List<@Size(max = 300) byte[]> bodies,
      @ForAll("properties") Map<String, String> properties) {
    List<Message> entries = bodies.stream().map(body -> entry(body, properties)).toList();
    var batch = Messages.batch("T", 1);
    batch.setBody(BatchEntry.encode(entries));

    AppendMessageResult put = store.put(batch);

    assertThat(put.msgNum()).isEqualTo(bodies.size());
    long at = put.wroteOffset();
    for (int i = 0; i < bodies.size(); i++) {
      MessageExt found = store.store.lookMessageByOffset(at).orElseThrow();
      assertThat(found.getQueueOffset()).isEqualTo(put.queueOffset() + i);
      assertThat(found.getBody()).isEqualTo(bodies.get(i));
      assertThat(found.getProperties()).isEqualTo(properties);
      at += found.getStoreSize();
    }
    assertThat(at).isEqualTo(put.wroteOffset() + put.wroteBytes());
  }

  private static Message entry(byte[] body, Map<String, String> properties) {
    var message = new Message("T", body);
    message.getProperties().clear();
    message.getProperties().putAll(properties);
    return message;
  }
}
