package io.glassmq.classroom.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glassmq.classroom.Mistake;
import io.glassmq.classroom.source.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a stop is, by what the source says. */
class PlacesTest {
  private static final String SHOP =
      """
      package a.b;

      /** Shop says open(); and no more. */
      public final class Shop {
        private int open = 1;

        void run() {
          int left;
          // open();
          open();
          // region lab04.2 close
          left = 1;
          close(left);
          // endregion
        }

        void open() {
          log("open");
          close(1);
        }

        void close(int left) {
          log("close", left);
        }

        void log(Object... what) {}

        // region ch04 cellar
        static final class Cellar {
          int depth;

          void run() {
            depth++;
          }
        }
        // endregion
      }
      """;

  @TempDir private Path folder;
  private Places places;

  @BeforeEach
  void setUp() throws Exception {
    Path file = folder.resolve("core/common/src/main/java/a/b/Shop.java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, SHOP);
    places = new Places(new Checkout(folder));
  }

  private Place find(String where) {
    return places.find(
        Fixture.tour("{" + where + ", thread: t, says: s}").stops().get(0), "tour, stop 1");
  }

  private void assertMistake(String where, String message) {
    assertThatThrownBy(() -> find(where))
        .isInstanceOf(Mistake.class)
        .hasMessageStartingWith("tour, stop 1: ")
        .hasMessageContaining(message);
  }

  @Test
  void shouldFindALineByAPieceOfItButNotAComment() {
    Place place = find("in: a.b.Shop, line: depth++");

    assertThat(place)
        .isEqualTo(
            new Place(
                "a.b.Shop", "run", "core/common/src/main/java/a/b/Shop.java", 33, "depth++;"));
    assertThat(place.shortName()).isEqualTo("Shop.run");
    assertThat(find("in: Shop, method: run, line: open();").line()).isEqualTo(10);
  }

  @Test
  void shouldFindTheFirstStatementOfAMethod() {
    assertThat(find("in: Shop, method: open").text()).isEqualTo("log(\"open\");");
  }

  @Test
  void shouldFindWhatIsInAClassWithinAClass() {
    assertThat(find("in: a.b.Shop.Cellar, method: run").text()).isEqualTo("depth++;");
    assertThat(find("in: a.b.Shop$Cellar, line: depth++").line()).isEqualTo(33);
    assertMistake("in: Shop.Attic, method: run", "has no class Shop.Attic");
  }

  @Test
  void shouldFindTheFirstStatementOfARegionOrAPieceInIt() {
    assertThat(find("region: lab04.2 close").text()).isEqualTo("left = 1;");
    assertThat(find("region: lab04.2 close, line: close(").line()).isEqualTo(13);
    assertThat(find("region: ch04 cellar").text()).isEqualTo("depth++;");
    assertMistake("region: lab04.2 opening", "no source has a region lab04.2 opening");
  }

  @Test
  void shouldSayThatALineIsNotThere() {
    assertMistake(
        "in: Shop, method: open, line: closed",
        "no line of method open (core/common/src/main/java/a/b/Shop.java) has \"closed\"");
    assertMistake("in: Shop, method: shut", "class Shop has no method shut");
    assertMistake("in: Shops, method: run", "no source file has the class Shops");
  }

  @Test
  void shouldSayThatALineIsThereMoreThanOnce() {
    assertMistake("in: Shop, line: close(", "3 lines of class Shop");
    assertMistake("in: Shop, line: close(", "have \"close(\": 13, 19, 22. Take a longer piece");
    assertMistake("in: Shop, method: run", "there are 2 methods run. Write line: as well");
  }

  @Test
  void shouldSayThatAClassIsNotTheOnlyOneOfItsName() throws Exception {
    Path other = folder.resolve("core/store/src/main/java/a/c/Shop.java");
    Files.createDirectories(other.getParent());
    Files.writeString(other, SHOP.replace("a.b", "a.c"));
    places = new Places(new Checkout(folder));

    assertMistake(
        "in: Shop, method: open", "Shop is more than one class. Write one of [a.b.Shop, a.c.Shop]");
    assertMistake("in: x.Shop, method: open", "no source file has the class x.Shop");
  }
}
