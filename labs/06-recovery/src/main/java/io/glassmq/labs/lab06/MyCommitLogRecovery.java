package io.glassmq.labs.lab06;

import io.glassmq.labs.LabTodo;
import io.glassmq.store.CommitLogDispatcher;
import io.glassmq.store.CommitLogRecovery;
import io.glassmq.store.DispatchRequest;
import io.glassmq.store.RecordCheck;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/** Walks the log record by record until one is not whole. {@code MyBroker} runs on it. */
class MyCommitLogRecovery implements CommitLogRecovery {

  @Override
  public long start(List<Segment> files, Predicate<DispatchRequest> isSafe) {
    // Step 5: Decide where to begin.
    throw new LabTodo(
        "lab06",
        "start-after-crash",
        "Return the start of the newest file whose first record is safe; of the "
            + "oldest file if there is none.");
  }

  @Override
  public Result recover(List<Segment> segments, RecordCheck check, CommitLogDispatcher dispatcher)
      throws IOException {
    var reader = new MyRecordReader(check);
    Segment first = segments.get(0);
    Result result = walk(first, Result.startingAt(first.startOffset()), reader, dispatcher);
    return segments.size() == 1 ? result : walkOn(segments, result, reader, dispatcher);
  }

  /**
   * Walks through one file, or through the rest of one.
   *
   * @param result of the files before it; the log goes on with the first byte of this one
   * @return where its whole records end
   */
  private static Result walk(
      Segment file, Result result, MyRecordReader reader, CommitLogDispatcher dispatcher)
      throws IOException {
    // Step 3: Walk through one file.
    throw new LabTodo(
        "lab06",
        "walk-file",
        "Hand each record to the dispatcher, from where the log goes on; return "
            + "where the whole records of this file end.");
  }

  /**
   * Goes on from file to file as long as each ends with a BLANK.
   *
   * @param result of the first file
   */
  private static Result walkOn(
      List<Segment> files, Result result, MyRecordReader reader, CommitLogDispatcher dispatcher)
      throws IOException {
    // Step 4: Follow a BLANK into the next file.
    throw new LabTodo(
        "lab06",
        "next-file",
        "Go on with the next file as long as the one before it ends with a BLANK; "
            + "return where the log ends.");
  }

  /** What lies in the file where the log goes on. */
  private static DispatchRequest read(Segment file, Result result, MyRecordReader reader) {
    int at = (int) (result.endOffset() - file.startOffset());
    return reader.read(file.bytes(), at, result.endOffset());
  }
}
