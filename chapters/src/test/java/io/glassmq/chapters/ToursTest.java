package io.glassmq.chapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.glassmq.classroom.source.Checkout;
import io.glassmq.classroom.tour.Places;
import io.glassmq.classroom.tour.Recording;
import io.glassmq.classroom.tour.Recordings;
import io.glassmq.classroom.tour.Stop;
import io.glassmq.classroom.tour.Tour;
import io.glassmq.classroom.tour.TourRunner;
import io.glassmq.classroom.tour.Tours;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** All tours of the chapters, taken by a debugger: what a chapter says is what a debugger shows. */
class ToursTest {
  private static final int MOST_CLASSES = 9;

  private final Checkout checkout = Checkout.around(Path.of(""));
  private final Tours tours = Tours.of(checkout);

  /** What the debugger saw goes to {@code target/tours}, for the site. */
  @TestFactory
  Stream<DynamicTest> shouldShowWhatTheTourSays() throws Exception {
    List<Recording> recordings = new TourRunner(checkout).takeAll(tours.all(), System.err::println);
    Recordings.write(recordings, Recordings.folder(checkout));

    return recordings.stream()
        .map(
            recording ->
                dynamicTest(
                    recording.chapter() + " " + recording.id(),
                    () ->
                        assertThat(recording.problems())
                            .as("demo %s printed %s", recording.demo(), recording.output())
                            .isEmpty()));
  }

  @Test
  void shouldNeedNineClassesAtMost() {
    var places = new Places(checkout);

    assertThat(tours.all())
        .isNotEmpty()
        .allSatisfy(
            tour ->
                assertThat(classes(tour, places))
                    .as(tour.where())
                    .hasSizeLessThanOrEqualTo(MOST_CLASSES));
  }

  @Test
  void shouldStandOnThePageOfTheirChapter() {
    assertThat(tours.all())
        .filteredOn(tour -> checkout.has("chapters/" + tour.chapter() + "/README.md"))
        .allSatisfy(
            tour ->
                assertThat(checkout.read("chapters/" + tour.chapter() + "/README.md"))
                    .contains("<!-- tour: " + tour.id() + " -->"));
  }

  private static Set<String> classes(Tour tour, Places places) {
    Set<String> classes = new TreeSet<>();
    for (Stop stop : tour.stops()) {
      classes.add(places.find(stop, tour.where()).className());
    }
    return classes;
  }
}
