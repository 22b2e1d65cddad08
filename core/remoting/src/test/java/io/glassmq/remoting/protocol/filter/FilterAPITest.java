package io.glassmq.remoting.protocol.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected results are those of vectors/codec/subscription-data.json. */
class FilterAPITest {

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "*"})
  void shouldTakeNothingAndAStarAsEverything(String expression) {
    var subscription = FilterAPI.build("T", expression, null, 7);

    assertThat(subscription.subString()).isEqualTo("*");
    assertThat(subscription.tagsSet()).isEmpty();
    assertThat(subscription.matchesTagsCode(12345)).isTrue();
  }

  @Test
  void shouldTrimTagsAndCountEachOnce() {
    var subscription = FilterAPI.build("T", " TagA  || TagB||TagA || ", "TAG", 7);

    assertThat(subscription.tagsSet()).isEqualTo(Set.of("TagA", "TagB"));
    assertThat(subscription.codeSet()).isEqualTo(Set.of(2598919, 2598920));
    assertThat(subscription.subVersion()).isEqualTo(7);
  }

  @Test
  void shouldMatchOnlyTheCodesOfItsTags() {
    var subscription = FilterAPI.build("T", "TagA | TagB", "TAG", 7);

    assertThat(subscription.matchesTagsCode(-455180443L)).isTrue();
    assertThat(subscription.matchesTagsCode(2598919)).isFalse();
    assertThat(subscription.matchesTagsCode(0)).isFalse();
  }

  @Test
  void shouldRefuseSeparatorsWithoutTags() {
    assertThatIllegalArgumentException().isThrownBy(() -> FilterAPI.build("T", "||", "TAG", 7));
  }

  @Test
  void shouldKeepOtherExpressionsAsTheyAre() {
    var subscription = FilterAPI.build("T", "a > 1", "SQL92", 7);

    assertThat(subscription.subString()).isEqualTo("a > 1");
    assertThat(subscription.isTagType()).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> FilterAPI.build("T", "", "SQL92", 7));
  }
}
