package io.glassmq.broker.pop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glassmq.broker.offset.PopQueue;
import io.glassmq.remoting.exception.RemotingCommandException;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The records of the revive log against what an official broker has written. */
class PopRecordsTest {
  private static final MergeKey KEY =
      new MergeKey(new PopQueue("VecPop", "g", 2), "broker-a", 100, 1_700_000_000_000L);

  private static byte[] utf8(String json) {
    return json.getBytes(UTF_8);
  }

  private static String text(byte[] json) {
    return new String(json, UTF_8);
  }

  @Nested
  class CheckPoint {
    private static final String GOLDEN =
        "{\"bm\":5,\"bn\":\"broker-a\",\"c\":\"g\",\"d\":[0,1,3,6],\"it\":60000,\"n\":4,"
            + "\"pt\":1700000000000,\"q\":2,\"reviveTime\":1700000060000,\"ro\":7,\"so\":100,"
            + "\"sp\":false,\"t\":\"VecPop\"}";

    private final PopCheckPoint known =
        new PopCheckPoint(KEY, 60_000, List.of(0, 1, 3, 6), 5, 7, 0, false);

    @Test
    void shouldBeReadAsAnOfficialBrokerWritesIt() throws Exception {
      assertThat(PopCheckPoint.decode(utf8(GOLDEN))).isEqualTo(known);
    }

    @Test
    void shouldBeWrittenAsAnOfficialBrokerWritesIt() {
      assertThat(text(known.encode())).isEqualTo(GOLDEN);
      assertThat(known.uniqueKey()).isEqualTo("VecPop@2@100@g@1700000000000@broker-a@ck");
      assertThat(known.reviveTime()).isEqualTo(1_700_000_060_000L);
    }

    @Test
    void shouldSayHowOftenItWasPutAgainOnlyIfItWas() throws Exception {
      var again = new PopCheckPoint(KEY, 60_000, List.of(0), 0, 0, 3, true);

      assertThat(text(again.encode())).contains("\"rp\":\"3\"").contains("\"sp\":true");
      assertThat(PopCheckPoint.decode(again.encode())).isEqualTo(again);
      assertThat(GOLDEN).doesNotContain("\"rp\"");
    }

    @Test
    void shouldHaveConsecutiveOffsetsIfAnOldBrokerNamesNone() throws Exception {
      var old = PopCheckPoint.decode(utf8("{\"c\":\"g\",\"n\":3,\"so\":100,\"t\":\"VecPop\"}"));

      assertThat(old.offsets()).containsExactly(100L, 101L, 102L);
    }

    @Test
    void shouldKnowTheBitOfEachOffset() {
      assertThat(known.offsets()).containsExactly(100L, 101L, 103L, 106L);
      assertThat(known.indexOf(103)).isEqualTo(2);
      assertThat(known.indexOf(102)).isEqualTo(PopCheckPoint.NOT_HERE);
      assertThat(known.indexOf(1L << 40)).isEqualTo(PopCheckPoint.NOT_HERE);
    }

    @Test
    void shouldBeDoneWhenAllItsMessagesAre() {
      assertThat(known.acked(101).isDone()).isFalse();
      assertThat(known.acked(101).acked(102)).isEqualTo(known.acked(101));
      assertThat(known.acked(101).acked(106).isDone()).isTrue();
    }

    @Test
    void shouldBeDoneWithAllBitsSet() {
      List<Long> offsets = java.util.stream.LongStream.range(100, 132).boxed().toList();
      var full = PopCheckPoint.of(KEY, 60_000, offsets);

      for (long offset : offsets) {
        assertThat(full.isDone()).isFalse();
        full = full.acked(offset);
      }

      assertThat(full.isDone()).isTrue();
    }

    @Test
    void shouldRefuseWhatIsNone() {
      assertThatThrownBy(() -> PopCheckPoint.decode(utf8("{\"n\":3}")))
          .isInstanceOf(RemotingCommandException.class)
          .hasMessageContaining("without topic");
      assertThatThrownBy(() -> PopCheckPoint.decode(utf8("no JSON")))
          .isInstanceOf(RemotingCommandException.class);
    }
  }

  @Nested
  class Ack {
    private static final String GOLDEN =
        "{\"ao\":103,\"bn\":\"broker-a\",\"c\":\"g\",\"pt\":1700000000000,\"q\":2,\"so\":100,"
            + "\"t\":\"VecPop\"}";

    @Test
    void shouldBeReadAndWrittenAsAnOfficialBrokerDoes() throws Exception {
      var ack = new AckMsg(KEY, 103);

      assertThat(text(ack.encode())).isEqualTo(GOLDEN);
      assertThat(AckMsg.decode(utf8(GOLDEN))).isEqualTo(ack);
      assertThat(ack.uniqueKey()).isEqualTo("VecPop@2@103@g@1700000000000@broker-a@ack");
    }
  }

  @Nested
  class BatchAck {
    private static final String GOLDEN =
        "{\"ao\":-1,\"aol\":[100,101,106],\"bn\":\"broker-a\",\"c\":\"g\",\"pt\":1700000000000,"
            + "\"q\":2,\"so\":100,\"t\":\"VecPop\"}";

    @Test
    void shouldBeReadAndWrittenAsAnOfficialBrokerDoes() throws Exception {
      var ack = new BatchAckMsg(KEY, List.of(100L, 101L, 106L));

      assertThat(text(ack.encode())).isEqualTo(GOLDEN);
      assertThat(BatchAckMsg.decode(utf8(GOLDEN))).isEqualTo(ack);
      assertThat(ack.uniqueKey()).isEqualTo("VecPop@2@-1@g@1700000000000@broker-a@ack");
    }
  }
}
