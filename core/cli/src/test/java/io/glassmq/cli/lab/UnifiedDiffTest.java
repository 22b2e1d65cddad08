package io.glassmq.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnifiedDiffTest {

  @Test
  void shouldBeEmptyWhenNothingDiffers() {
    assertThat(UnifiedDiff.of("a\nb\n", "a\r\nb").lines()).isEmpty();
  }

  @Test
  void shouldShowALineThatChangedWithThreeAround() {
    String before = numbers(1, 9);

    assertThat(UnifiedDiff.of(before, before.replace("5", "five")).lines())
        .containsExactly("@@ -2,7 +2,7 @@", " 2", " 3", " 4", "-5", "+five", " 6", " 7", " 8");
  }

  @Test
  void shouldShowWhatCameAndWhatWentAtTheEnds() {
    assertThat(UnifiedDiff.of("old\na", "a\nnew").lines())
        .containsExactly("@@ -1,2 +1,2 @@", "-old", " a", "+new");
    assertThat(UnifiedDiff.of("", "a").lines()).containsExactly("@@ -0,0 +1,1 @@", "+a");
  }

  @Test
  void shouldPutChangesWithSixEqualLinesBetweenThemIntoOneHunk() {
    String before = numbers(1, 20);
    String after = before.replace("\n3\n", "\nthree\n").replace("\n10\n", "\nten\n");

    assertThat(UnifiedDiff.of(before, after).lines())
        .filteredOn(line -> line.startsWith("@@"))
        .containsExactly("@@ -1,13 +1,13 @@");
  }

  @Test
  void shouldPutChangesWithSevenEqualLinesBetweenThemIntoTwoHunks() {
    String before = numbers(1, 20);
    String after = before.replace("\n3\n", "\nthree\n").replace("\n11\n", "\n");

    assertThat(UnifiedDiff.of(before, after).lines())
        .filteredOn(line -> line.startsWith("@@"))
        .containsExactly("@@ -1,6 +1,6 @@", "@@ -8,7 +8,6 @@");
  }

  private static String numbers(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
