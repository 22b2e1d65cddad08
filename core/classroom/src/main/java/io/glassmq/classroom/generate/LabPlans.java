package io.glassmq.classroom.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.glassmq.classroom.Mistake;
import io.glassmq.classroom.source.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads of each manifest what the generator has to know. */
final class LabPlans {
  private LabPlans() {}

  static List<LabPlan> of(Checkout checkout) {
    List<LabPlan> plans = new ArrayList<>();
    for (Path folder : checkout.folders("labs")) {
      if (checkout.has(checkout.name(folder) + "/lab.yaml")) {
        plans.add(read(checkout, folder));
      }
    }
    return plans;
  }

  private static LabPlan read(Checkout checkout, Path folder) {
    String manifest = checkout.name(folder) + "/lab.yaml";
    try {
      JsonNode lab = new YAMLMapper().readTree(checkout.read(manifest));
      List<LabPlan.File> files = new ArrayList<>();
      for (JsonNode file : lab.path("files")) {
        String javadoc = file.path("javadoc").asText(null);
        files.add(
            new LabPlan.File(file.path("reference").asText(), file.path("as").asText(), javadoc));
      }
      List<LabPlan.Step> steps = new ArrayList<>();
      for (JsonNode step : lab.path("steps")) {
        Map<String, String> todo = new LinkedHashMap<>();
        step.path("todo").properties().forEach(it -> todo.put(it.getKey(), it.getValue().asText()));
        steps.add(new LabPlan.Step(step.path("step").asInt(), step.path("title").asText(), todo));
      }
      return new LabPlan(
          lab.path("lab").asInt(), folder.getFileName().toString(), manifest, files, steps);
    } catch (IOException e) {
      throw new Mistake(manifest, "this is not YAML: " + e.getMessage(), "Mend it");
    }
  }
}
