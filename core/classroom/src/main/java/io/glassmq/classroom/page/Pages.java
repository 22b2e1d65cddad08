package io.glassmq.classroom.page;

import io.glassmq.classroom.lab.Lab;
import io.glassmq.classroom.lab.Labs;
import io.glassmq.classroom.page.Block.Call;
import io.glassmq.classroom.source.Checkout;
import io.glassmq.classroom.source.Regions;
import io.glassmq.classroom.tour.Places;
import io.glassmq.classroom.tour.Tours;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** All pages of a checkout with their blocks filled, and the drawings beside them. */
public final class Pages {
  private final Checkout checkout;
  private final List<BytePicture> pictures;
  private final Map<String, Block> kinds;

  /**
   * @param others kinds of blocks besides the ones of chapters and labs
   */
  public Pages(
      Checkout checkout, Regions regions, List<BytePicture> pictures, Map<String, Block> others) {
    this.checkout = checkout;
    this.pictures = pictures;
    List<Lab> labs = Labs.of(checkout.root());
    kinds = new HashMap<>(others);
    kinds.putAll(
        Map.of(
            "excerpt", new ExcerptBlock(regions),
            "invariants", new InvariantsBlock(checkout),
            "red", new RedBlock(labs),
            "hints", new HintsBlock(labs),
            "bytes", new BytesBlock(pictures),
            "tour", new TourBlock(Tours.of(checkout), new Places(checkout)),
            "output", new KeptBlock()));
  }

  /** Text by name of the file: the pages below {@code folder} and the drawings they show. */
  public Map<String, String> filled(String folder) {
    Map<String, String> files = new LinkedHashMap<>();
    for (Path file : checkout.files(folder, name -> name.endsWith(".md"))) {
      var page = new Page(checkout.name(file), Checkout.read(file));
      files.put(page.name(), page.filled(kinds));
      for (Call call : page.calls("bytes")) {
        BytePicture picture = BytesBlock.find(pictures, call);
        files.put(call.folder() + "/" + BytesBlock.fileName(picture), picture.svg());
      }
    }
    return files;
  }

  /** The regions that a page shows. */
  public Set<String> shownRegions() {
    Set<String> shown = new TreeSet<>();
    List<Path> pages = new ArrayList<>(checkout.pages());
    for (Path file : pages) {
      new Page(checkout.name(file), Checkout.read(file))
          .calls("excerpt")
          .forEach(call -> shown.add(call.argument().replaceAll(" +", " ")));
    }
    return shown;
  }
}
