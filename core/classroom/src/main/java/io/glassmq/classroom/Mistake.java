package io.glassmq.classroom;

/**
 * Something that an author has to mend: in a mark, a manifest, a tour or a page. The message says
 * where, what and what to do; no stack trace is needed to understand it.
 */
public final class Mistake extends RuntimeException {
  /**
   * @param where file, and line if there is one, as {@code path:line}
   * @param what is wrong
   * @param mend what to do, beginning with a verb
   */
  public Mistake(String where, String what, String mend) {
    super(where + ": " + what + ". " + mend + ".");
  }
}
