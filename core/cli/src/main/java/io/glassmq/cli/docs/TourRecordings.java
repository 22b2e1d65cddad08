package io.glassmq.cli.docs;

import io.glassmq.classroom.source.Checkout;
import io.glassmq.classroom.tour.Recording;
import io.glassmq.classroom.tour.Recordings;
import io.glassmq.classroom.tour.Tour;
import io.glassmq.classroom.tour.TourRunner;
import io.glassmq.classroom.tour.Tours;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What the debugger saw on the tours, which the site shows. Recorded again when a source is newer.
 */
record TourRecordings(Checkout checkout) {

  /**
   * Takes the tours that nobody has recorded since a source changed.
   *
   * @param log is told what takes long
   * @throws DocsTrouble if a tour is not as it says
   */
  void refresh(Consumer<String> log) throws IOException, InterruptedException {
    List<Tour> stale = stale();
    if (stale.isEmpty()) {
      return;
    }
    log.accept("recording " + stale.size() + " tours for the site, a few seconds each");
    List<Recording> recordings = new TourRunner(checkout).takeAll(stale, log);
    List<Recording> right = recordings.stream().filter(Recording::isAsTheTourSays).toList();
    Recordings.write(right, Recordings.folder(checkout)); // not again for the sake of another one
    for (Recording recording : recordings) {
      if (!recording.isAsTheTourSays()) {
        throw new DocsTrouble(
            "%s, tour %s: %s. Mend the tour or the code; ./mq tour --check shows more"
                .formatted(recording.chapter(), recording.id(), recording.problems().get(0)));
      }
    }
  }

  /** The tours without a recording that is as new as the sources. */
  List<Tour> stale() throws IOException {
    FileTime newest = newest();
    return Tours.of(checkout).all().stream().filter(tour -> isOlder(tour, newest)).toList();
  }

  private FileTime newest() throws IOException {
    List<Path> all =
        Stream.concat(
                checkout.taughtSources().stream(),
                checkout.files("chapters", name -> name.endsWith("/tour.yaml")).stream())
            .toList();
    FileTime newest = FileTime.fromMillis(0);
    for (Path source : all) {
      FileTime saved = Files.getLastModifiedTime(source);
      newest = saved.compareTo(newest) > 0 ? saved : newest;
    }
    return newest;
  }

  private boolean isOlder(Tour tour, FileTime newest) {
    try {
      Path recording = Recordings.folder(checkout).resolve(Recordings.fileName(tour));
      return Files.getLastModifiedTime(recording).compareTo(newest) < 0;
    } catch (IOException e) {
      return true;
    }
  }
}
