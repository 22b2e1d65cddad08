package io.glassmq.classroom.reference;

import java.util.List;

/**
 * The requests that one program answers, as the program itself says.
 *
 * @param name as blocks call it, as in {@code broker}
 * @param rows in the order of the codes
 */
public record Answers(String name, List<Row> rows) {

  /**
   * One request code.
   *
   * @param processor the full name of the class that answers
   * @param thread on which it does
   */
  public record Row(int code, String name, String processor, String thread) {}
}
