package io.glassmq.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may use whom. Maven makes the walls between the rooms; these are the doors in them. */
class DoorsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.glassmq");

  /** Rooms whose packages may see each other, with the reason. */
  private static final Map<String, String> MAY_HAVE_CYCLES =
      Map.of(
          "client",
          "its packages are those of the official API, where a public class and its insides are in"
              + " two packages and see each other");

  static Stream<String> rooms() {
    return House.DOORS.keySet().stream().sorted();
  }

  static Stream<String> roomsWithoutCycles() {
    return rooms().filter(room -> !MAY_HAVE_CYCLES.containsKey(room));
  }

  private static String room(String room) {
    return "io.glassmq." + room + "..";
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void shouldSeeEveryRoom(String room) {
    assertThat(CLASSES).anyMatch(it -> it.getPackageName().startsWith("io.glassmq." + room));
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void shouldNotUseARoomAboveOrBeside(String room) {
    var closed = new TreeSet<>(House.DOORS.keySet());
    closed.remove(room);
    closed.removeAll(House.DOORS.get(room));
    String[] packages =
        Stream.concat(closed.stream(), Stream.of("testkit", "interop", "bench"))
            .map(DoorsTest::room)
            .toArray(String[]::new);

    noClasses()
        .that()
        .resideInAPackage(room(room))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages)
        .check(CLASSES);
  }

  @ParameterizedTest
  @MethodSource("roomsWithoutCycles")
  void shouldHaveNoCyclesBetweenThePackagesOfARoom(String room) {
    slices()
        .assignedFrom(new Packages(room))
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  /**
   * Each package below one room's own is a slice. The own one holds the composition root, which
   * sees all of them, and the settings, which all of them see.
   */
  private record Packages(String room) implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return type.getPackageName().startsWith("io.glassmq." + room + ".")
          ? SliceIdentifier.of(type.getPackageName())
          : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "packages of " + room;
    }
  }

  @Test
  void shouldKeepNettyBehindTheWire() {
    assertUsedOnlyIn("io.netty..", "io.glassmq.remoting.netty..");
  }

  @Test
  void shouldKeepJacksonBehindTheProtocolAndTheLabs() {
    assertUsedOnlyIn(
        "com.fasterxml.jackson..",
        "io.glassmq.remoting.protocol..",
        room("classroom"),
        room("labs.run"),
        room("cli.lab"));
  }

  @Test
  void shouldKeepTheCommandLineAtTheTop() {
    assertUsedOnlyIn("picocli..", room("boot"), room("cli"));
  }

  private static void assertUsedOnlyIn(String library, String... packages) {
    noClasses()
        .that()
        .resideOutsideOfPackages(packages)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(CLASSES);
  }

  @Test
  void shouldHaveNoStaticStateThatCanBeReplaced() {
    fields()
        .that()
        .areStatic()
        .and()
        .doNotHaveModifier(JavaModifier.SYNTHETIC)
        .should()
        .beFinal()
        .check(CLASSES);
  }

  @Test
  void shouldHaveNoClassWithoutAConcept() {
    noClasses()
        .should()
        .haveNameMatching(".*(Util|Utils|Helper|Helpers|MixAll)")
        .because("a concept gets a home")
        .check(CLASSES);
  }
}
