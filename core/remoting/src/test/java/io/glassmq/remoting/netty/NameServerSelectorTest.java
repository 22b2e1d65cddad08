package io.glassmq.remoting.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class NameServerSelectorTest {
  private final NameServerSelector selector = new NameServerSelector(new Random(7));

  @Test
  void shouldHaveNobodyToAskWithoutAList() {
    assertThat(selector.select(address -> true)).isNull();
  }

  @Test
  void shouldStayWithTheOneThatLives() {
    selector.update(List.of("a", "b", "c"));

    String first = selector.select(address -> true);

    assertThat(selector.select(address -> true)).isEqualTo(first);
  }

  @Test
  void shouldTryEachOfTheListInTurnWhenNoneLives() {
    selector.update(List.of("a", "b", "c"));
    Set<String> tried = new TreeSet<>();

    for (int i = 0; i < 3; i++) {
      tried.add(selector.select(address -> false));
    }

    assertThat(tried).containsExactly("a", "b", "c");
  }

  @Test
  void shouldSpreadOverTheListByChance() {
    Set<String> first = new TreeSet<>();
    for (int seed = 0; seed < 20; seed++) {
      var one = new NameServerSelector(new Random(seed));
      one.update(List.of("a", "b", "c"));
      first.add(one.select(address -> true));
    }

    assertThat(first).containsExactly("a", "b", "c");
  }

  @Test
  void shouldIgnoreTheSameListInAnotherOrder() {
    selector.update(List.of("a", "b", "c"));
    String chosen = selector.select(address -> true);

    assertThat(selector.update(List.of("c", "b", "a"))).isNull();

    assertThat(selector.select(address -> true)).isEqualTo(chosen);
  }

  @Test
  void shouldSayWhichConnectionIsNotWantedAnyMore() {
    selector.update(List.of("a"));
    selector.select(address -> true);

    assertThat(selector.update(List.of("b"))).isEqualTo("a");

    assertThat(selector.select(address -> true)).isEqualTo("b");
    assertThat(selector.addresses()).containsExactly("b");
  }

  @Test
  void shouldKeepTheOneInUseWhenTheNewListHasIt() {
    selector.update(List.of("a"));
    selector.select(address -> true);

    assertThat(selector.update(List.of("b", "a", "c"))).isNull();

    assertThat(selector.select(address -> true)).isEqualTo("a");
  }
}
