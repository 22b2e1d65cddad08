package io.glassmq.solutions.lab06;

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
    var reader = new MyRecordReader(RecordCheck.FORM);
    for (int i = files.size() - 1; i > 0; i--) {
      Segment file = files.get(i);
      DispatchRequest first = reader.read(file.bytes(), 0, file.startOffset());
      if (first != null && first != DispatchRequest.BLANK && isSafe.test(first)) {
        return file.startOffset();
      }
    }
    return files.get(0).startOffset();
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
    Result end = result;
    DispatchRequest record = read(file, end, reader);
    while (record != null && record != DispatchRequest.BLANK) {
      dispatcher.dispatch(record);
      end = end.behind(record);
      record = read(file, end, reader);
    }
    return end;
  }

  /**
   * Goes on from file to file as long as each ends with a BLANK.
   *
   * @param result of the first file
   */
  private static Result walkOn(
      List<Segment> files, Result result, MyRecordReader reader, CommitLogDispatcher dispatcher)
      throws IOException {
    Result end = result;
    for (int i = 1; i < files.size(); i++) {
      if (read(files.get(i - 1), end, reader) != DispatchRequest.BLANK) {
        return end;
      }
      end = walk(files.get(i), end.goingOnAt(files.get(i).startOffset()), reader, dispatcher);
    }
    return end;
  }

  /** What lies in the file where the log goes on. */
  private static DispatchRequest read(Segment file, Result result, MyRecordReader reader) {
    int at = (int) (result.endOffset() - file.startOffset());
    return reader.read(file.bytes(), at, result.endOffset());
  }
}
