package io.glassmq.classroom.lab;

/**
 * An answer that looks right and is not: the right one with one place changed. Either a region gets
 * other code, or a text that stands there once is replaced.
 *
 * @param name a short name in lower case with hyphens
 * @param step the step that catches it
 * @param says a piece of the failure's text
 * @param file which of the learner's files, such as {@code MyFrameCodec}
 * @param region the region that gets other code; null if a text is replaced
 * @param instead the code that stands in the region
 * @param replace a text that stands once in the right answer; null if a region is given
 * @param by what stands in its place
 * @param why what is wrong with it, in a sentence or two; null if the solution's page says it
 * @param breakit whether {@code --break} puts it in
 */
public record WrongAnswer(
    String name,
    int step,
    String says,
    String file,
    String region,
    String instead,
    String replace,
    String by,
    String why,
    boolean breakit) {

  public WrongAnswer {
    Entry.required("name", name, "a short name in lower case with hyphens");
    Entry.required("says", says, "a piece of the text of the failure");
    Entry.required("file", file, "the learner's class that is wrong");
    Entry.check(step > 0, "step", step, "the step that catches it");
    Entry.check(
        (region == null) != (replace == null)
            && (region == null) == (instead == null)
            && (replace == null) == (by == null),
        "region",
        region == null ? "missing" : region,
        "either region and instead, or replace and by");
  }
}
