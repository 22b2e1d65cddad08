package io.glassmq.classroom.page;

import io.glassmq.classroom.Mistake;
import java.util.ArrayList;
import java.util.List;

/** Real bytes, every field named: {@code <!-- bytes: send-request -->}. */
record BytesBlock(List<BytePicture> pictures) implements Block {
  @Override
  public List<String> lines(Call call) {
    BytePicture picture = find(pictures, call);
    List<String> lines = new ArrayList<>();
    lines.add("![%s](%s)".formatted(picture.title(), fileName(picture)));
    lines.add("");
    lines.add(
        "<details><summary>The same as text: <code>./mq bytes %s</code></summary>"
            .formatted(picture.name()));
    lines.add("");
    lines.add("```text");
    lines.addAll(picture.lines());
    lines.add("```");
    lines.add("");
    lines.add("</details>");
    return lines;
  }

  /** The drawing beside the page. */
  static String fileName(BytePicture picture) {
    return "bytes-" + picture.name() + ".svg";
  }

  static BytePicture find(List<BytePicture> pictures, Call call) {
    return pictures.stream()
        .filter(picture -> picture.name().equals(call.argument()))
        .findFirst()
        .orElseThrow(
            () ->
                new Mistake(
                    call.where(),
                    "there is no byte picture " + call.argument(),
                    "Choose one of "
                        + pictures.stream().map(BytePicture::name).sorted().toList()
                        + ", or add it to a class that io.glassmq.chapters.ChapterBytes lists"));
  }
}
