package io.glassmq.walks;

/**
 * One line of a walk: a method that is entered, and by which thread.
 *
 * @param type simple name of a class of ours
 * @param method name of one of its methods
 * @param thread its name; {@code <n>} stands for a number, {@code <word>} for anything
 */
record Stop(String type, String method, String thread) {
  String place() {
    return type + "." + method;
  }

  @Override
  public String toString() {
    return place() + " on " + thread;
  }
}
