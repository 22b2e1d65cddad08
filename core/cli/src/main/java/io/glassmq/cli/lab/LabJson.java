package io.glassmq.cli.lab;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.glassmq.classroom.lab.Lab;
import io.glassmq.classroom.lab.LabReport;
import io.glassmq.classroom.lab.LabReport.Failure;
import io.glassmq.classroom.lab.LabReport.Outcome;
import io.glassmq.classroom.lab.LabReport.Place;
import io.glassmq.classroom.lab.LabReport.StepReport;
import io.glassmq.classroom.lab.LabReport.TestReport;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is known of labs, for programs; the keys are a promise, and told in labs/README.md. */
record LabJson(Paper paper) {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

  private record Labs(List<LabEntry> labs) {}

  private record LabEntry(
      String lab,
      String title,
      String state,
      String error,
      Integer tests,
      Integer passed,
      Integer open,
      Integer failed,
      List<Problem> problems,
      List<Step> steps,
      Next next) {}

  private record Problem(String file, int line, String message) {}

  private record Step(int step, String name, String title, String state, List<Test> tests) {}

  private record Test(
      String name,
      String state,
      String message,
      String meaning,
      Integer hint,
      String file,
      Integer line,
      long millis) {}

  private record Next(int step, String region, String what, String file, int line) {}

  void print(List<Progress> all) throws JsonProcessingException {
    paper.out().println(JSON.writeValueAsString(new Labs(all.stream().map(this::lab).toList())));
    paper.out().flush();
  }

  private LabEntry lab(Progress progress) {
    if (progress instanceof Progress.Attempt it) {
      return attempt(it.report());
    }
    if (progress instanceof Progress.NotBegun it) {
      Lab lab = it.lab();
      return new LabEntry(
          lab.slug(),
          lab.title(),
          "not-begun",
          null,
          lab.tests(),
          0,
          lab.tests(),
          0,
          null,
          null,
          null);
    }
    var it = (Progress.Broken) progress;
    return new LabEntry(
        it.slug(), null, "broken", it.why(), null, null, null, null, null, null, null);
  }

  private LabEntry attempt(LabReport report) {
    return new LabEntry(
        report.lab().slug(),
        report.lab().title(),
        state(report),
        report.trouble().isEmpty() ? null : report.trouble(),
        report.steps().isEmpty()
            ? report.lab().tests()
            : report.steps().stream().mapToInt(step -> step.step().tests()).sum(),
        report.count(Outcome.PASSED),
        report.count(Outcome.OPEN),
        report.count(Outcome.FAILED),
        report.problems().stream()
            .map(it -> new Problem(file(it.place()), it.place().line(), it.message()))
            .toList(),
        report.steps().stream().map(this::step).toList(),
        report
            .next()
            .map(
                it ->
                    new Next(
                        it.step(), it.region(), it.what(), file(it.place()), it.place().line()))
            .orElse(null));
  }

  private static String state(LabReport report) {
    if (!report.problems().isEmpty()) {
      return "does-not-compile";
    }
    return report.green() ? "green" : "red";
  }

  private Step step(StepReport step) {
    return new Step(
        step.step().number(),
        step.step().name(),
        step.step().title(),
        step.green() ? "green" : "red",
        step.tests().stream().map(this::test).toList());
  }

  private Test test(TestReport test) {
    Optional<Failure> failure = test.failure();
    Optional<Place> where = failure.flatMap(Failure::where);
    return new Test(
        test.name(),
        test.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        failure.map(Failure::message).orElse(null),
        failure.map(Failure::meaning).filter(text -> !text.isEmpty()).orElse(null),
        failure.map(Failure::hint).orElse(null),
        where.map(this::file).orElse(null),
        where.map(Place::line).orElse(null),
        test.millis());
  }

  private String file(Place place) {
    return paper.name(place.file());
  }
}
