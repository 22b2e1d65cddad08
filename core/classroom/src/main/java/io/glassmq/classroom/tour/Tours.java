package io.glassmq.classroom.tour;

import io.glassmq.classroom.Mistake;
import io.glassmq.classroom.source.Checkout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All tours of the chapters, in order. Read once; it does not follow changes on disk. */
public final class Tours {
  private static final String FILE = "tour.yaml";

  private final List<Tour> all;

  private Tours(List<Tour> all) {
    this.all = List.copyOf(all);
  }

  /**
   * @throws Mistake if a {@code tour.yaml} is not as it should be
   */
  public static Tours of(Checkout checkout) {
    List<Tour> all = new ArrayList<>();
    for (Path folder : checkout.folders("chapters")) {
      String chapter = folder.getFileName().toString();
      String name = "chapters/" + chapter + "/" + FILE;
      if (checkout.has(name)) {
        all.addAll(TourFile.read(chapter, checkout.read(name)));
      }
    }
    return new Tours(all);
  }

  public List<Tour> all() {
    return all;
  }

  /** The tours of a chapter; none if it has none. */
  public List<Tour> of(int chapter) {
    return all.stream().filter(tour -> tour.chapterNumber() == chapter).toList();
  }

  /**
   * The tour of a chapter that is called {@code id}.
   *
   * @param chapter its folder, as in {@code 04-commit-log}
   * @param where the id is written, for the message
   * @throws Mistake if there is none
   */
  public Tour get(String chapter, String id, String where) {
    List<Tour> tours = all.stream().filter(tour -> tour.chapter().equals(chapter)).toList();
    return tours.stream()
        .filter(tour -> tour.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new Mistake(
                    where,
                    "chapter " + chapter + " has no tour " + id,
                    tours.isEmpty()
                        ? "Write it in chapters/" + chapter + "/" + FILE
                        : "There are: "
                            + String.join(", ", tours.stream().map(Tour::id).toList())));
  }
}
