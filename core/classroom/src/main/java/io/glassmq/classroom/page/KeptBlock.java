package io.glassmq.classroom.page;

import java.util.List;

/**
 * A block that something else checks and the generator leaves as it is: {@code <!-- output:
 * io.glassmq.chapters.ch04.Append -->}, which a test compares with what the demo prints.
 */
record KeptBlock() implements Block {
  @Override
  public List<String> lines(Call call) {
    return call.before();
  }
}
