package io.glassmq.classroom.tour;

/**
 * A line of a source file, as a breakpoint needs it.
 *
 * @param className full name of the file's class; the code may be in a class within it
 * @param method the line is in, or null
 * @param file as named in the checkout
 * @param line from 1
 * @param text of the line, without the blanks around it
 */
public record Place(String className, String method, String file, int line, String text) {
  /** Class and method, without the package. */
  public String shortName() {
    String simple = className.substring(className.lastIndexOf('.') + 1);
    return method == null ? simple : simple + "." + method;
  }

  @Override
  public String toString() {
    return shortName() + ", line " + line + ": " + text;
  }
}
