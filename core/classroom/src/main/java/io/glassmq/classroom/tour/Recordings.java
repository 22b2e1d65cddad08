package io.glassmq.classroom.tour;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.glassmq.classroom.source.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Recordings as files, for the site: a JSON file a tour. */
public final class Recordings {
  private static final ObjectWriter JSON = new ObjectMapper().writerWithDefaultPrettyPrinter();

  private Recordings() {}

  /** The file's name: the number of the chapter and the id of the tour. */
  public static String fileName(Recording recording) {
    return fileName(recording.chapter(), recording.id());
  }

  /** The name of the file with the recording of {@code tour}. */
  public static String fileName(Tour tour) {
    return fileName(tour.chapter(), tour.id());
  }

  private static String fileName(String chapter, String id) {
    return chapter.substring(0, 2) + "-" + id + ".json";
  }

  /** Where those of a checkout lie; the site is made of them. */
  public static Path folder(Checkout checkout) {
    return checkout.file("chapters/target/tours");
  }

  /** Writes each into {@code folder}, which is made if need be, over an older one of the tour. */
  public static void write(List<Recording> recordings, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Recording recording : recordings) {
      Files.writeString(
          folder.resolve(fileName(recording)), JSON.writeValueAsString(recording) + "\n");
    }
  }
}
