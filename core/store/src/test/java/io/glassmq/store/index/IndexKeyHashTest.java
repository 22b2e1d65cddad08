package io.glassmq.store.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Against what the official code answered. */
class IndexKeyHashTest {
  private static final int SLOTS = 5_000_000;

  @Test
  void shouldFileKeysWhereTheOfficialBrokerFilesThem() throws IOException {
    JsonNode cases;
    try (var in = IndexKeyHashTest.class.getResourceAsStream("/official/index-key-hash.json")) {
      cases = new ObjectMapper().readTree(in).get("cases");
    }
    assertThat(cases).hasSizeGreaterThan(10);
    var layout = new IndexLayout(SLOTS, 2);
    for (JsonNode one : cases) {
      int hash = IndexEntry.keyHash(one.get("indexedString").asText());

      assertThat(hash).as(one.toString()).isEqualTo(one.get("hash").asInt());
      assertThat(layout.slotAt(hash))
          .isEqualTo(IndexHeader.LENGTH + 4 * one.get("slotOf5000000").asInt());
    }
  }

  @Test
  void shouldHaveNoNegativeHash() {
    String smallest = "polygenelubricants";

    assertThat(smallest.hashCode()).isEqualTo(Integer.MIN_VALUE);
    assertThat(IndexEntry.keyHash(smallest)).isZero();
  }
}
