package io.glassmq.classroom.page;

import io.glassmq.classroom.source.Region;
import io.glassmq.classroom.source.Regions;
import java.util.ArrayList;
import java.util.List;

/** The lines of a region, cut from the source: {@code <!-- excerpt: lab04.2 append-record -->}. */
record ExcerptBlock(Regions regions) implements Block {
  @Override
  public List<String> lines(Call call) {
    Region region = regions.get(call.argument(), call.where());
    List<String> lines = new ArrayList<>();
    lines.add("[%s](%s)".formatted(region.fileName(), call.linkTo(region.file())));
    lines.add("");
    lines.add("```java");
    region.text().lines().forEach(lines::add);
    lines.add("```");
    return lines;
  }
}
