package io.glassmq.cli.lab;

import io.glassmq.classroom.lab.Lab;
import io.glassmq.classroom.lab.LabReport;

/** How far a learner is with one lab, as found out in this moment. */
sealed interface Progress {

  boolean isGreen();

  /** Every hole is still empty; nothing was run. */
  record NotBegun(Lab lab) implements Progress {
    @Override
    public boolean isGreen() {
      return false;
    }
  }

  /** Its tests were run, or its code did not compile. */
  record Attempt(LabReport report) implements Progress {
    @Override
    public boolean isGreen() {
      return report.green();
    }
  }

  /** Its folder is not as it should be. */
  record Broken(String slug, String why) implements Progress {
    @Override
    public boolean isGreen() {
      return false;
    }
  }
}
