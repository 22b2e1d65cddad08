package io.glassmq.classroom.generate;

import io.glassmq.classroom.Mistake;
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
  void check(LabPlan plan) {
    List<String> files = plan.files().stream().map(LabPlan.File::reference).toList();
    for (Region region : regions.of(plan.lesson())) {
      if (!files.contains(region.file())) {
        throw new Mistake(
            region.where(),
            region.file() + " has a region of " + plan.lesson() + ", but is not in the lab",
            "Name it under files: in " + plan.manifest() + ", or take the mark away");
      }
    }
    for (LabPlan.Step step : plan.steps()) {
      for (String name : step.todo().keySet()) {
        regions.get(plan.lesson() + "." + step.number() + " " + name, plan.manifest());
      }
    }
  }

  /** Every region of a lab belongs to one of {@code plans}. */
  void checkAll(List<LabPlan> plans) {
    for (Region region : regions.all()) {
      boolean known = plans.stream().anyMatch(plan -> plan.lesson().equals(region.id().lesson()));
      if (region.id().isHole() && !known) {
        String lab = region.id().lesson().substring("lab".length());
        throw new Mistake(
            region.where(),
            "region " + region.id() + " belongs to a lab that is not there",
            "Write labs/" + lab + "-.../lab.yaml, or take the mark away");
      }
    }
  }
}
