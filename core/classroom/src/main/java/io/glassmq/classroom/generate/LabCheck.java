package io.glassmq.classroom.generate;

import io.glassmq.classroom.Mistake;
import io.glassmq.classroom.lab.Lab;
import io.glassmq.classroom.lab.LabFile;
import io.glassmq.classroom.lab.LabStep;
import io.glassmq.classroom.source.Region;
import io.glassmq.classroom.source.Regions;
import java.util.List;

/** Compares the regions of the sources with what the manifests say. */
final class LabCheck {
  private final Regions regions;

  LabCheck(Regions regions) {
    this.regions = regions;
  }

  /** Marks and manifest of a lab name the same regions, in the same steps. */
  void check(Lab lab) {
    String manifest = new LabPlaces(lab).manifest();
    List<String> files = lab.files().stream().map(LabFile::reference).toList();
    for (Region region : regions.of(lab.id())) {
      if (!files.contains(region.file())) {
        throw new Mistake(
            region.where(),
            region.file() + " has a region of " + lab.id() + ", but is not in the lab",
            "Name it under files: in " + manifest + ", or take the mark away");
      }
    }
    for (LabStep step : lab.steps()) {
      for (String name : step.todo().keySet()) {
        regions.get(lab.id() + "." + step.number() + " " + name, manifest);
      }
    }
  }

  /** Every region of a lab belongs to one of {@code labs}. */
  void checkAll(List<Lab> labs) {
    for (Region region : regions.all()) {
      boolean known = labs.stream().anyMatch(lab -> lab.id().equals(region.id().lesson()));
      if (region.id().isHole() && !known) {
        String number = region.id().lesson().substring("lab".length());
        throw new Mistake(
            region.where(),
            "region " + region.id() + " belongs to a lab that is not there",
            "Write labs/" + number + "-.../lab.yaml, or take the mark away");
      }
    }
  }
}
