package io.glassmq.classroom.lab;

/**
 * A file that the learner writes.
 *
 * @param reference the core class it is made from, as a path from the top of the checkout
 * @param as the name of the learner's class, such as {@code MyFrameCodec}
 * @param javadoc what stands above the learner's class; null if the reference's text stays
 */
public record LabFile(String reference, String as, String javadoc) {

  public LabFile {
    Entry.required("reference", reference, "the path of a core class from the top");
    Entry.required("as", as, "the name of the learner's class");
    Entry.check(reference.endsWith(".java"), "reference", reference, "a path that ends with .java");
    Entry.check(as.matches("[A-Z]\\w*"), "as", as, "a class name without package");
  }
}
