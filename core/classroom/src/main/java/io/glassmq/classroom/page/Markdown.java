package io.glassmq.classroom.page;

/** Turns Javadoc into Markdown. */
public final class Markdown {
  private Markdown() {}

  /** A piece of Javadoc as one line of Markdown. */
  public static String of(String javadoc) {
    return javadoc
        .strip()
        .replaceAll("\\s+", " ")
        .replaceAll("\\{@code ([^}]*)}", "`$1`")
        .replaceAll("\\{@link(?:plain)? [^ }]+ ([^}]*)}", "`$1`")
        .replaceAll("\\{@link(?:plain)? #?([^}]*)}", "`$1`")
        .replaceAll("</?[a-z]+>", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }
}
