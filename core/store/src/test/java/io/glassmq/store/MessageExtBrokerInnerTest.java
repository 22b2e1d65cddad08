package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageExtBrokerInnerTest {

  /** Golden data of the official class. */
  @ParameterizedTest
  @CsvSource({
    "TagA, 2598919",
    "TagB, 2598920",
    "TagA || TagB, 1359775119",
    "标签, 857175",
    "a, 97",
    "AaAa, 2031744",
    "BBBB, 2031744",
    "*, 42",
    "' TagA ', 996699353",
    "tag with spaces, 1806266689",
    "polygenelubricants, -2147483648"
  })
  void shouldHashTagsAsTheOfficialOne(String tags, long tagsCode) {
    assertThat(MessageExtBrokerInner.tagsString2tagsCode(tags)).isEqualTo(tagsCode);
  }

  @Test
  void shouldHashNoTagsToZero() {
    assertThat(MessageExtBrokerInner.tagsString2tagsCode(null)).isZero();
    assertThat(MessageExtBrokerInner.tagsString2tagsCode("")).isZero();
  }
}
